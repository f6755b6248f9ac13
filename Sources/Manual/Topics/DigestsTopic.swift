internal import DigestSchemes

extension HelpTopic {
  static let digests = HelpTopic(
    name: "digests", summary: "what each digest of a context means",
    blocks: [
      .paragraph(
        """
        A digest is of a context after its ignore rules. lockstep-v1 is the one that records and expectations hold; the \
        others are those of other tools, to compare with what they have: "lockstep context hash --scheme NAME".
        """),
      .heading("Schemes"),
      .terms(DigestScheme.allCases.map { ($0.rawValue, meaning(of: $0)) }),
      .heading("Other digests"),
      .terms([
        ("bytes", "SHA-256 of a lockfile's bytes"),
        (
          "lock-semantic-v1",
          "SHA-256 of what a lockfile means: packages, versions, sources, hashes and markers in one spelling and order; "
            + "comments, order, line ends and the generator's version do not count"
        ),
        ("git-sha1", "the id of the commit that was checked out, where the revision is a tag or an object id"),
      ]),
      .paragraph(
        """
        docs/digests.md has the exact rules, and lines of shell that print each digest without Lockstep. \
        "lockstep selftest" shows what each scheme notices.
        """),
    ])

  private static func meaning(of scheme: DigestScheme) -> String {
    switch scheme {
    case .lockstep:
      "SHA-256 of the manifest: type, executable bit, content and path of every entry, directories and links too. "
        + "Times, owners and other bits of the mode do not count"
    case .buildkit: "what BuildKit caches COPY . / by; every bit of the mode counts"
    case .h1: "Go's directory hash, as in go.sum; files alone, none where there are links"
    case .gitTree: "the id of the tree that git would make; directories without files do not count"
    case .nar: "the SHA-256 of the Nix archive, as \"nix hash path\" prints it"
    case .ociLayer: "the digest of an uncompressed image layer that holds the context and nothing else"
    }
  }
}
