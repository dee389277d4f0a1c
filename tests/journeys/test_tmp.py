from tests.journeys.test_bad_input import *
def test_a(opener, qtbot, tmp_path):
    window = opener(build_bundle(tmp_path, without=["part2/artifacts/A1-plan.pdf"]))
    window.session.show("1a"); qtbot.wait(1500)
    print([l.text() for l in window.review.evidence.findChildren(QLabel) if l.isVisible()], [f.check for f in window.session.findings], window.session.steps, window.session.target)
    for f in window.session.findings: print(f)
    window.grab().save("/tmp/missing.png")
def test_b(opener, qtbot, tmp_path):
    submission = submit("film.mp4", "video/mp4")
    files = {submission.artifacts[0].file: b"\x00\x00\x00\x18ftypmp42" + bytes(400)}
    window = opener(build_bundle(tmp_path, submission=submission, files=files))
    window.session.show("1a"); qtbot.wait(3500)
    print([l.text() for l in window.review.evidence.findChildren(QLabel) if l.isVisible()])
    for f in window.session.findings: print(f)
    window.grab().save("/tmp/film.png")
