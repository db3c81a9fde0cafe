"""Names of places that are words too: « Justice » is a quartier, and what people ask for elsewhere.

Those that French towns give to their quartiers, streets and schools. Folded, as names are compared.
"""

from search.text.asking import is_asking

_WORDS = frozenset(
    """
    abattoir abattoirs abbaye abeille abeilles acacias alouette alouettes amitie arbre arbres arc atelier ateliers
    aurore avenir bains barriere bassin bateau beffroi bibliotheque blanchisserie bois bonheur bourg bourse bruyere
    bruyeres butte calvaire campagne canal carriere carrieres cascade caserne cathedrale centre cerf cerisaie cerisiers
    champ champs chapelle chataigniers chateau chene chenes cigale cigognes cimetiere citadelle cite citoyennete clos
    colline colombe colombier commerce commune concorde confluence cooperation coquelicots coteau coteaux cottage cour
    couronne couvent croissant croix culture dame danse deux dragon drapeau eau ecluse egalite eglise enfance esperance
    est estuaire etang etoile etoiles europe fabrique faisan fauvette ferme filature fleur fleurs fontaine fontaines
    foret forge forges fort fortune fosse foyer fraternite gare garenne genets glacis gloire grange grenier halles
    hameau haras harmonie hauteurs hirondelle hirondelles hopital horizon hotel ile iles industrie jardin jardins
    jeunesse joie justice lac laurier lauriers lavoir liberte lilas lumiere lune mai mairie maison maraichers marais
    marche marguerites marine marronniers mer mesange mesanges metairie mimosas mine mines moisson mont montagne
    mouettes moulin moulins musee musique nation nations nature nenuphars nord noyers observatoire octroi oiseaux
    olivier oliviers orangerie orchidees ormes ouest paix palais palmiers parc passage patrie peche pecheurs peupliers
    phare pigeonnier pile pin pins plage plaine plaines planetes platanes plateau point poirier pommiers pont ponts
    port porte poste prairie prairies pre pres prevoyance printemps progres providence puits quai raison rempart
    remparts republique residence resistance rivage riviere roche rocher ronce rond rose roseaux roses rossignol ruche
    saules savoir science sciences soleil solidarite sorbiers source sources sport stade sud temple terrasse terrasses
    terre theatre tilleuls tour tournesol travail tribunal tulipes union usine val vallee vallon verdure verger vergers
    viaduc victoire vieux vigne vignes village ville violettes voile
    """.split()
)  # fmt: skip
# What people go to: « au centre », « à la mairie » say the thing and no quartier.
VISITED = frozenset("bibliotheque bourse centre eglise foyer gare hopital mairie maison musee stade theatre".split())


def is_ordinary(word: str) -> bool:
    return word in _WORDS or is_asking(word)
