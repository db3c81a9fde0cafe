"""The words people ask with: who asks, for whom, how politely. They weigh next to nothing, and are never banned.

« Mon fils cherche un club svp » asks for a club; « l’ambition des filles » still finds first the page that says both.
Folded, as ``fold`` gives them.
"""

from __future__ import annotations

from search.text.french import STOP_WORDS, fold

ASKING = frozenset(
    """
    bonjour bjr bonsoir salut slt coucou merci svp stp please urgent urgence vite aidez help

    fils fille filles fillette garcon garcons gamin gamine gamins gosse gosses gars enfant enfants petit petite petits
    petites bebe ado ados frere freres soeur soeurs neveu niece cousin cousine mari femme homme papa maman mamans papas
    mere pere meres peres monsieur madame mr mme quelqu quelquun personne personnes gens truc trucs chose choses
    copain copains copine copines ami amis amie amies camarade camarades pote potes solo celibataire
    jumeaux jumelles aine ainee cadet cadette eleve eleves jeune jeunes

    chercher cherche cherchons cherchent recherche recherchons trouver trouve trouvons trouvent besoin besoins voudrais
    voudrait voudrions voudraient aimerais aimerait aimerions souhaite souhaiterais souhaitons desire demander demande
    demandes demandent savoir sais sait savez savent saurais connaitre connais connait connaissez comprendre comprends
    comprend comprennent pouvoir pourrais pourrait pourriez pourrions puis vouloir voulez voulons veulent devoir devons
    devez devrais devrait falloir faudrait avoir aura aurez etre serais serez fais faites font faisons faisait aller va
    vais vas allez allons vont irait venir vient viens viennent venez venu arriver arrive arrives arrivent arrivons
    arrivee mettre mets met mettent mis prendre prend prends prennent pris donner donne donnez donnent dire dis dit
    disent expliquer explique expliquez voir vois voit voient regarder rester reste restent passer passe passent tenir
    tient commencer commence continuer continue essayer essaie essaye croire crois croit penser pense pensent appeler
    appelle appelles sert servir existe existent passe servent occupe occuper occupent concerne concernant refuse
    obtenir recevoir recois recoit recu rendre rend envoyer envoie envoye envoient payer paye paie
    laisser laisse trouvent entendre entend parait semble subir subit sortir sort sortent partir part partent revenir
    revient revenu devenir devient deviennent tomber tombe perdre perd suivre suit ouvrir ouvre fermer ferme changer
    change bouger bouge lever leve poser pose montrer montre porter porte tourner tourne toucher touche amener amene
    emmener emmene ramener ramene accepter accepte gerer gere utiliser utilise proposer propose monter monte organiser
    organise permettre permet decider decide esperer espere oublier oublie attendre attend attends

    ya jai jarrive jveu jveux jvoudrais jcherche jpeux jpeu jsais jsuis chui chuis suis cest cetait koi quoi kel kelle
    kelke ki ke pk pkoi pq pcq parceque kan kand ou est-ce comen coment koman c g t pr pour ds ac avc bcp tt tte ts tjr
    tjrs mtn auj aujourdhui ajd dsl pb pbs probleme problemes souci soucis difficulte question questions info infos
    information informations renseignement renseignements conseil conseils adresse numero num tel telephone coordonnees
    di dise fo fau fai fe veu veus peus veulent voudrai faudrai compran konpran compren
    sens sent sentir sentons ressens asso assos
    rdv rendez dossier dossiers demarche demarches formulaire formulaires papier papiers document documents inscription
    inscriptions inscrire idee idees moyen moyens facon maniere endroit endroits

    pres proche loin cote chez autour dedans dehors devant habite habitons habiter vis vit vivons rue quartier ville
    janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre
    demain hier maintenant bientot deja encore jamais toujours souvent parfois depuis pendant avant apres tard tot jour
    jours semaine semaines mois an ans annee annees temps heure heures fois matin soir

    bien mal mieux pire bon bonne bons bonnes meilleur meilleure grand grande gros grosse nouveau nouvelle seul seule
    introuvable difficile facile gratuit gratuite gratuits gratuites gratuitement cher
    vraiment vrai juste peu beaucoup assez moins rien personne aucun aucune certain certaine plusieurs autres ailleurs
    genre etc possible impossible obligatoire oui non si ok voila donc meme aussi ainsi surtout ici partout
    moi toi lui eux nous vous ceux celles quelque
    """.split()
)

_SILENT = "tsd"  # the last letters that people leave out: « enfan », « dehor »
_SHORTEST = 4
_ELIDED = frozenset("jldmntscq")
_VOWELS = frozenset("aeiouyh")


def is_asking(form: str) -> bool:
    """Also written in one with the small word before it: « jcherche », « jarrive », « dhabiter »."""
    word = fold(form)
    if word in ASKING or _is_cut_short(word):
        return True
    return _is_elided(word) and (word[1:] in ASKING or word[1:] in STOP_WORDS)


def _is_cut_short(word: str) -> bool:
    return len(word) >= _SHORTEST and any(word + letter in ASKING for letter in _SILENT)


def unelided(form: str) -> str:
    """What a word may be that was written without its apostrophe: « lecole » is « ecole »; "" for any other."""
    return form[1:] if _is_elided(fold(form)) else ""


def _is_elided(word: str) -> bool:
    return len(word) > 3 and word[0] in _ELIDED and word[1] in _VOWELS
