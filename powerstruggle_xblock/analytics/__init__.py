"""What leaves the components for analysts and auditors: events, xAPI statements, the records command."""
