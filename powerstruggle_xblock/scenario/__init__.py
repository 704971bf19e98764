"""The engine: what a scenario is, and how it is parsed, played, scored and reviewed.

It knows no XBlock, Django or Open edX, and imports only the standard library, lxml and `notation`, so that it can be
used from a notebook or a script:

>>> from powerstruggle_xblock.scenario import play, scenario_xml, scoring
>>> text = '''<powerstruggle_scenario>
...   <person id="ira" name="Ira"/>
...   <start scene="desk" profile="angry-hurt"/>
...   <scene id="desk" title="The third paper">
...     <line by="ira" mood="angry">Third time. What is it now?</line>
...     <choice id="hear" to="signed" move="reflect">
...       <say>Three trips for one paper.</say><level listening="3" clarity="2"/>
...     </choice>
...   </scene>
...   <ending id="signed" kind="agreement" title="Signed"><their-view>He heard me.</their-view></ending>
... </powerstruggle_scenario>'''
>>> parsed = scenario_xml.parse(text)
>>> parsed.errors
()
>>> run = play.replay(parsed.scenario, ["hear"])
>>> run.ending.title, run.meters["trust"]
('Signed', 5)
>>> round(scoring.run_score(run), 2)
0.83

Modules: `model` (a scenario as data), `scenario_xml` (`parse`, `parse_element`, `serialize`, `content_version`),
`conditions`, `catalog` (skills, moves, client profiles), `client_state` (how meters change), `play` (the only way to
take a choice), `scoring`, `fairness` and `review` (issues and figures for authors), `diff` and `edit_impact` (what a
new version changes), `progress` (the stored state of a learner).
"""
