"""Small scenarios the tests play: no starter file is needed, and each edit stands beside what it edits."""

TALK = """
<powerstruggle_scenario xml:lang="en">
  <about><setting>A desk.</setting><you-need>A signature.</you-need></about>
  <scoring decisions="2" pass="70"/>
  <person id="ira" name="Ira" portrait="alder">58</person>
  <start scene="desk" tension="5"/>
  <scene id="desk" title="At the desk">
    <line by="ira" mood="angry">What now?</line>
    <choice id="hear" to="form"><say>Three trips.</say><level listening="3"/>
      <feedback><why>Heard first.</why></feedback></choice>
    <choice id="rule" to="form"><say>It is the rule.</say><level listening="1"/>
      <feedback><why>No rule was asked for.</why></feedback></choice>
    <choice id="again" to="desk"><say>Say that again?</say><level listening="0"/></choice>
    <choice id="leave" to="out"><do>Walk out.</do><level listening="0"/></choice>
  </scene>
  <scene id="form" title="The form">
    <line by="ira">And this line?</line>
    <choice id="plain" to="signed"><say>It asks who lives here.</say><level clarity="3"/></choice>
    <choice id="push" to="out"><say>Just sign.</say><level clarity="0"/></choice>
    <choice id="back" to="desk"><say>Back to the start.</say><level clarity="1"/></choice>
    <choice id="locked" to="signed" if="chose again" closed="Only if you asked again.">
      <say>As you said.</say><level clarity="3"/></choice>
  </scene>
  <ending id="signed" kind="agreement" title="Signed"><their-view by="ira">She told me once.</their-view></ending>
  <ending id="out" kind="rupture" title="Gone"><their-view by="ira">Nobody asked.</their-view></ending>
</powerstruggle_scenario>
"""
"""Best way: hear, plain (1.0). Others: rule, plain (2/3); hear, push (0.5); leave (0.0 of two decisions)."""


def with_scoring(attributes: str) -> str:
    """TALK with other scoring."""
    return TALK.replace('<scoring decisions="2" pass="70"/>', f'<scoring decisions="2" {attributes}/>')


def without_scene(text: str, scene: str, then: str) -> str:
    """Return a text with a scene taken out and its arrows bent to another place."""
    start = text.index(f'<scene id="{scene}"')
    end = text.index("</scene>", start) + len("</scene>")
    return (text[:start] + text[end:]).replace(f'to="{scene}"', f'to="{then}"')


FORM_IS_AN_ENDING = without_scene(TALK, "form", "signed")
BROKEN = TALK.replace('<choice id="plain" to="signed">', '<choice id="plain" to="nowhere">')
