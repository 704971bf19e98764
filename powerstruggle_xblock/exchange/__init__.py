"""Import files of other tools as scenarios, and export scenarios as other files.

`import_file.import_file` and `export_file.export_scenario` are the entry points; `registry.importable_kinds` and
`registry.exportable_kinds` say which kinds of file there are. `importers/` reads Twine, H5P, branching-xblock, this
package's own notation and returned spreadsheets of texts; `exporters/` writes files for other programs; `print/`
writes the review script.

This package knows the engine (`scenario`) and `notation`. It must not know XBlock, Django, `platform`, `presenter` or
`authoring`.
"""
