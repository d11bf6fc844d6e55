"""Sees that a browser shows Japanese text in the font that a page asks for.

    japanese.py ADDRESS-OF-CHROMEDRIVER PROGRAM-OF-CHROMIUM FONT

The browser itself says by which fonts it drew the text. It says so of boxes too, so each character is looked at beside
two that no font has: they have to look alike, and no other may look like them.
"""

import json
import sys
import urllib.request

driver, program, font = sys.argv[1:]
ARGUMENTS = ["--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--no-proxy-server"]
TEXT = "見直し①㈱髙﨑"
BOXES = ["\U000f1234", "\U000f1235"]
# Straight to the machine itself, whatever proxy the environment names.
opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def ask(method, path, body=None):
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(driver + path, data, {"Content-Type": "application/json"}, method=method)
    with opener.open(request, timeout=60) as answer:
        return json.load(answer)["value"]


def command(session, name, parameters):
    return ask("POST", f"/session/{session}/goog/cdp/execute", {"cmd": name, "params": parameters})


def show(session, text):
    html = f"<meta charset=utf-8><p style=\"font: 40px '{font}'\">{text}</p>"
    frame = command(session, "Page.getFrameTree", {})["frameTree"]["frame"]["id"]
    command(session, "Page.setDocumentContent", {"frameId": frame, "html": html})


def drawn_by(session, text):
    show(session, text)
    root = command(session, "DOM.getDocument", {})["root"]["nodeId"]
    node = command(session, "DOM.querySelector", {"nodeId": root, "selector": "p"})["nodeId"]
    fonts = command(session, "CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
    return {found["familyName"]: found["glyphCount"] for found in fonts}


def picture(session, text):
    show(session, text)
    clip = {"x": 0, "y": 0, "width": 100, "height": 140, "scale": 1}
    return command(session, "Page.captureScreenshot", {"format": "png", "clip": clip})["data"]


chrome = {"binary": program, "args": ARGUMENTS}
session = ask("POST", "/session", {"capabilities": {"alwaysMatch": {"goog:chromeOptions": chrome}}})["sessionId"]
try:
    for domain in ["Page", "DOM", "CSS"]:
        command(session, f"{domain}.enable", {})
    shown = drawn_by(session, TEXT)
    boxes = {picture(session, box) for box in BOXES}
    pictures = {picture(session, character) for character in TEXT}
finally:
    ask("DELETE", f"/session/{session}")
print(f"{TEXT} is drawn by {shown}", file=sys.stderr)
if shown != {font: len(TEXT)}:
    sys.exit(f"not every character is drawn by {font}")
if len(boxes) != 1:
    sys.exit("the control: two characters that no font has do not look alike, so that boxes would not be noticed")
if len(pictures) != len(TEXT) or pictures & boxes:
    sys.exit("some characters are drawn as boxes")
