"""The authors' side of the scenario block: the editor's handlers and what stands behind them. Learners never come here."""
