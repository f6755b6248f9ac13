internal import IgnoreEngines

extension HelpTopic {
  static let ignoreFiles = HelpTopic(
    name: "ignore-files", summary: "how .dockerignore and its relatives are read",
    blocks: [
      .paragraph(
        """
        The builder looks for DOCKERFILE.dockerignore beside the Dockerfile, then for .dockerignore in the context's \
        root; a scenario's context.ignoreFile and --ignore-file name another.
        """),
      .heading("Rules"),
      .terms([
        ("one a line", "the last rule that matches decides; a rule is anchored at the context's root"),
        ("# at the start", "a comment"),
        ("!", "an exception: what it matches is in the context again"),
        ("*", "any number of characters but no slash"),
        ("?", "one character but no slash"),
        ("**", "any number of directories, none too"),
        ("[a-z]", "one character of these"),
        ("\\", "takes the meaning from the character after it"),
        ("a name without a slash", "is matched in the root only, where .gitignore would match it anywhere"),
      ]),
      .heading("Engines"),
      .terms(IgnoreEngine.allCases.map { ($0.rawValue, $0.summary) }),
      .heading("Asking"),
      .example(
        """
        lockstep explain app/.env        # which rule decided, in which line
        lockstep ignore lint             # what is wrong, with fixes that were tried
        lockstep explain --engines       # where builders disagree
        """),
    ])
}
