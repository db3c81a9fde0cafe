"""« Fusionner », « Annuler », « Reprendre » pressed twice: the second press shows what came of the first."""

import pytest
from django.urls import reverse

from directory.admin import merging as screens
from directory.merging import long
from directory.merging.merge import begin, carry_out
from directory.merging.undoing import begin_undo, undo
from directory.models import Contact, Merge
from jobs.models import Job
from portal.outages import pressed_twice
from tests.directory.admin.test_merging import contacts, keeper, send, text  # noqa: F401
from tests.directory.merging.test_pages import saved, with_contacts


@pytest.fixture
def hurried(monkeypatch):
    monkeypatch.setattr(pressed_twice, "PATIENCE", 0)


def while_one_waits(monkeypatch, do):
    monkeypatch.setattr(pressed_twice.time, "sleep", lambda seconds: do())


def screen(merge):
    return reverse("merge", args=[merge.pk])


def press(client, merge, button):
    return client.post(screen(merge), {button: ""}, follow=True)


@pytest.mark.parametrize(("name", "said"), [("merge_record", "Fusion faite"), ("replace_record", "Remplacement fait")])
def test_a_second_press_shows_what_the_first_one_did(name, said, keeper, contacts, monkeypatch):  # noqa: F811
    merge = begin(*contacts, None, removes=name == "merge_record")
    assert long._take(merge)
    while_one_waits(monkeypatch, lambda: carry_out(merge))
    answer = send(keeper, *contacts, name)
    assert answer.redirect_chain == [(screen(merge), 302)]
    assert said in text(answer)
    assert not said_to_have_failed(answer)
    assert Merge.objects.count() == 1


@pytest.mark.usefixtures("hurried")
def test_one_that_takes_longer_is_said_to_be_under_way(keeper, contacts):  # noqa: F811
    merge = begin(*contacts, None)
    assert long._take(merge)
    page = text(send(keeper, *contacts))
    assert "Encore quelques secondes" in page
    assert "Actualiser" in page
    assert "Reprendre" not in page
    Merge.objects.update(held=merge.held - pressed_twice.LONGEST)
    assert "Reprendre" in text(keeper.get(screen(merge)))


def test_the_job_of_the_first_press_is_not_waited_for(keeper, contacts, monkeypatch):  # noqa: F811
    monkeypatch.setattr(long, "MANY", 0)
    monkeypatch.setattr(pressed_twice.time, "sleep", lambda seconds: pytest.fail("waited"))
    with_contacts(contacts[0])
    for _press in range(2):
        answer = send(keeper, *contacts)
    assert "Voir l’avancement" in text(answer)
    assert (Merge.objects.count(), Job.objects.count()) == (1, 1)


@pytest.mark.parametrize("name", ["merge_record", "replace_record"])
def test_the_first_one_ends_while_the_second_begins(name, keeper, contacts, monkeypatch):  # noqa: F811
    lost, kept = contacts

    def begun_late(*given, removes):
        carry_out(begin(lost, kept, None, removes=removes))
        return begin(*given, removes=removes)

    monkeypatch.setattr(screens, "begin", begun_late)
    answer = send(keeper, lost, kept, name)
    assert not said_to_have_failed(answer)
    assert answer.redirect_chain == [(screen(Merge.objects.get()), 302)]


def test_replaced_everywhere_twice_is_one_replacement(keeper, contacts):  # noqa: F811
    lost, kept = contacts
    page = with_contacts(lost)
    for _press in range(2):
        answer = send(keeper, lost, kept, "replace_record")
    assert answer.redirect_chain == [(screen(Merge.objects.get()), 302)]
    again = with_contacts(lost)
    send(keeper, lost, kept, "replace_record")
    assert (saved(page), saved(again), Merge.objects.count()) == ([kept.pk], [kept.pk], 2)


def test_undone_twice_it_shows_that_it_is_undone(keeper, contacts):  # noqa: F811
    send(keeper, *contacts)
    merge = Merge.objects.get()
    for _press in range(2):
        answer = press(keeper, merge, "annuler")
    assert "Tout a été remis en place." in text(answer)
    assert not said_to_have_failed(answer)


def test_undone_a_second_time_while_the_first_goes_on(keeper, contacts, monkeypatch):  # noqa: F811
    send(keeper, *contacts)
    merge = begin_undo(Merge.objects.get(), None)
    while_one_waits(monkeypatch, lambda: undo(merge))
    answer = press(keeper, merge, "annuler")
    assert "Tout a été remis en place." in text(answer)
    assert not said_to_have_failed(answer)


def test_the_job_of_a_merge_is_not_that_of_its_undoing(keeper, contacts):  # noqa: F811
    """Over since long, it would say that nobody is at the undoing."""
    job = Job.objects.create(kind=long.MERGE, title="Remplacer", state=Job.State.DONE)
    send(keeper, *contacts)
    Merge.objects.update(job=job)
    merge = begin_undo(Merge.objects.get(), None)
    assert merge.job is None


def test_taken_up_twice_it_is_one_job(contacts, monkeypatch):  # noqa: F811
    monkeypatch.setattr(long, "MANY", 0)
    with_contacts(contacts[0])
    begin(*contacts, None)
    first, second = Merge.objects.get(), Merge.objects.get()
    long.go_on(first, None)
    long.go_on(second, None)
    assert Job.objects.count() == 1


def test_taken_up_a_second_time_while_the_first_goes_on(keeper, contacts, monkeypatch):  # noqa: F811
    merge = begin(*contacts, None)
    assert long._take(merge)
    while_one_waits(monkeypatch, lambda: carry_out(merge))
    answer = press(keeper, merge, "reprendre")
    assert "Fusion faite" in text(answer)
    assert not said_to_have_failed(answer)


def test_what_a_fault_left_is_taken_up_at_once(keeper, contacts, monkeypatch):  # noqa: F811
    merge = begin(*contacts, None)
    with monkeypatch.context() as patched, pytest.raises(ZeroDivisionError):
        patched.setattr(long, "carry_out", lambda *given: 1 / 0)
        long.go_on(merge, None)
    assert "Reprendre" in text(keeper.get(screen(merge)))
    assert "Fusion faite" in text(press(keeper, merge, "reprendre"))


def test_what_a_stopped_server_left_is_taken_up_by_asking_again(keeper, contacts):  # noqa: F811
    merge = begin(*contacts, None)
    assert "Fusion faite" in text(send(keeper, *contacts))
    assert Merge.objects.get() == merge


def test_one_gone_that_nothing_replaced_is_not_found(keeper, contacts):  # noqa: F811
    lost, kept = contacts
    address = reverse("merge_record", args=["contacts", lost.pk])
    Contact.objects.filter(pk=lost.pk).delete()
    assert keeper.post(address, {"avec": kept.pk}).status_code == 404


def said_to_have_failed(answer):
    return any(message.level_tag == "error" for message in answer.context["messages"])
