"""Room « Règles »: what happens by itself when something else has happened, and the log of it."""

from django.apps import AppConfig


class RulesConfig(AppConfig):
    name = "rules"
    verbose_name = "Règles"
    unseen_tables = (
        "rules_rule",
        "rules_rule_kinds",
        "rules_rule_terms",
        "rules_run",
        "rules_todo",
        "rules_webhookcall",
    )

    def ready(self):
        from jobs.errands import errands
        from jobs.sweep import also_forgotten
        from rules import listening, protection  # noqa: F401
        from rules.forgetting import forget_runs
        from rules.playing import play_waiting
        from rules.webhooks import call_waiting

        listening.listen()
        errands.extend([play_waiting, call_waiting])
        also_forgotten.append(forget_runs)
