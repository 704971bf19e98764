"""The editor's browser side, judged by what the server knows."""
