"""Names of a sealed dossier's manifest and format."""

FORMAT = "firstsaid dossier 1"
README, REPORT, CONTRACT, CUSTODY, JUDGEMENTS, MANIFEST = "README.txt", "report.html", "contract.json", "custody.jsonl", "judgements.json", "manifest.json"
TABLES, EVIDENCE = "tables/", "evidence/"
