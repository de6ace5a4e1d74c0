"""The newest stay; what is old, or never became a backup, goes; the rest of the folder is not ours."""

from datetime import UTC, datetime

from profiles.operations.backups import retention

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


def made(folder, *names, is_whole=True):
    for name in names:
        with folder.writing(f"{name}/database.dump") as file:
            file.write(b"x")
        if is_whole:
            with folder.writing(f"{name}/manifest.json") as file:
                file.write(b"{}")


def test_the_newest_stay(folder):
    made(folder, "20261118T000000Z", "20261119T000000Z", "20261120T000000Z")
    assert retention.forget_old(folder, keep=2, now=NOW) == ["20261118T000000Z"]
    assert sorted(folder.backups()) == ["20261119T000000Z", "20261120T000000Z"]


def test_what_never_became_a_backup_goes_after_a_day(folder):
    made(folder, "20261119T000000Z", "20261121T110000Z", is_whole=False)
    assert retention.forget_old(folder, keep=2, now=NOW) == ["20261119T000000Z"]


def test_an_unfinished_one_does_not_count_among_those_that_stay(folder):
    made(folder, "20261118T000000Z", "20261119T000000Z")
    made(folder, "20261121T110000Z", is_whole=False)
    assert retention.forget_old(folder, keep=2, now=NOW) == []


def test_folders_of_others_are_left_alone(folder):
    made(folder, "lost+found", "20261120T000000Z")
    assert retention.forget_old(folder, keep=1, now=NOW) == []
    assert "lost+found" in folder.backups()


def test_one_that_a_wrong_clock_has_named_takes_nobodys_place(folder):
    made(folder, "20261118T000000Z", "20261119T000000Z", "20991231T000000Z")
    assert retention.forget_old(folder, keep=2, now=NOW) == []
    assert retention.forget_old(folder, keep=1, now=NOW) == ["20261118T000000Z"]
    assert sorted(folder.backups()) == ["20261119T000000Z", "20991231T000000Z"]
