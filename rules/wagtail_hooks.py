"""Rules in the admin: their list, their log, what they left on the first screen."""

from django.middleware.csrf import get_token
from django.urls import include, path
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.snippets.models import register_snippet

from rules.admin import screens
from rules.admin.rules import RuleViewSet

register_snippet(RuleViewSet)

addresses = [
    path("<int:pk>/essayer/", screens.TryRule.as_view(), name="try"),
    path("journal/", screens.Log.as_view(), name="log"),
    path("journal/liste/", screens.Log.as_view(results_only=True), name="log_results"),
    path("journal/<int:pk>/annuler/", screens.undo_run, name="undo"),
    path("a-faire/<int:pk>/", screens.todo_done, name="todo"),
]


@hooks.register("register_admin_urls")
def rule_addresses():
    return [path("regles/", include((addresses, "rules")))]


class LeftByRules(Component):
    name = "left-by-rules"
    order = 60
    template_name = "rules/todos.html"
    most = 20

    def __init__(self, request):
        self.request = request

    def get_context_data(self, parent_context):
        return {"todos": todos_to_show(self.request.user, self.most), "csrf_token": get_token(self.request)}


def todos_to_show(user, most):
    return list(screens.todos_of(user)[:most])


@hooks.register("construct_homepage_panels")
def what_rules_left(request, panels):
    panels.append(LeftByRules(request))
