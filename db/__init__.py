"""Everything factdesk keeps: the journal, the tables it adds up to, queries and exports."""
