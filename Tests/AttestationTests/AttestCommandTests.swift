import Foundation
import TestSupport
import Testing

@Suite("lockstep attest", .enabled(if: Workspace.hasGit && Programs.has("openssl"), "needs git and openssl"))
struct AttestCommandTests {
  private let attested = "rel-v1.lockstep.intoto.jsonl"
  /// A day in 2023.
  private let epoch = ["SOURCE_DATE_EPOCH": "1700000000"]

  @Test("what is attested is verified, with both kinds of keys, and is the context that others compute")
  func roundTrip() throws {
    let workspace = try makeRelease()
    let result = try workspace.lockstep("attest", "rel/v1", "--repo", "repo", "--key", "ed.pem", "--key", "ec.pem")
    #expect(result.status == 0 && result.output.contains("not checked  tag-signature"), "\(result)")
    for keys in [
      ["--key", "ed.pub"], ["--key", "ec.pub"], ["--key", "ed.pub", "--key", "ec.pub", "--threshold", "2"],
    ] {
      let arguments = ["attest", "verify", attested, "--repo", "repo", "--tag", "rel/v1", "--max-age", "1h", "--json"]
      let result = try workspace.lockstep(arguments: arguments + keys)
      #expect(try result.status == 0 && result.json()["verified"] as? Bool == true, "\(result)")
    }
    // Without Lockstep: the manifest is the text whose SHA-256 is attested.
    let digest = try workspace.shell(
      "'\(Workspace.tool)' context hash repo --rev rel/v1 --manifest | sha256sum | cut -c-64"
    ).output.trimmingCharacters(in: .newlines)
    let subject = "docker-context=sha256:\(digest)"
    let given = try workspace.lockstep("attest", "verify", attested, "--key", "ed.pub", "--subject", subject)
    #expect(given.status == 0 && given.output.contains("not compared  refs/tags/rel/v1"), "\(given)")
    // One key counts once, whatever it is called.
    try workspace.shell("cp ed.pub again.pub")
    let twice = try workspace.lockstep(
      "attest", "verify", attested, "--repo", "repo", "--key", "ed.pub", "--key", "again.pub", "--threshold", "2")
    #expect(twice.status == 1 && twice.output.contains("signatures of 2 different pinned keys"), "\(twice)")
  }

  @Test("openssl agrees with the signatures")
  func openSSL() throws {
    let workspace = try makeRelease()
    for key in ["ed", "ec"] {
      #expect(
        try workspace.lockstep("attest", "rel/v1", "--repo", "repo", "--key", key + ".pem", "--output", "f").status == 0
      )
      for line in 1...2 {
        let check = try "cp \(key).pub release.pub\n" + documented("openssl and sha256sum", line: line)
        let result = try workspace.shell(check)
        #expect(result.status == 0 && result.output.contains("Verified Successfully"), "\(key): \(result)")
      }
    }
  }

  @Test("equal inputs give equal files, lightweight tags and standard output too")
  func deterministic() throws {
    let workspace = try makeRelease()
    for tag in ["rel/v1", "refs/tags/light"] {
      let first = try workspace.lockstep(
        "attest", tag, "--require", "any", "--repo", "repo", "--key", "ed.pem", "--output", "-", environment: epoch)
      let second = try workspace.lockstep(
        "attest", tag, "--require", "any", "--repo", "repo/.", "--key", "ed.pem", "--output", "-", environment: epoch)
      #expect(first.status == 0 && first.output == second.output && first.output.split(separator: "\n").count == 2)
      try workspace.write("f", first.output)
      #expect(try workspace.lockstep("attest", "verify", "f", "--repo", "repo", "--key", "ed.pub").status == 0)
    }
    let wrong = try workspace.lockstep(
      "attest", "light", "--repo", "repo", "--unsigned", "--output", "-", environment: ["SOURCE_DATE_EPOCH": "soon"])
    #expect(wrong.status == 2 && wrong.errors.contains("SOURCE_DATE_EPOCH"), "\(wrong)")
  }

  @Test("what does not hold is refused with what was expected and what was found")
  func refusals() throws {
    let workspace = try makeRelease()
    try workspace.lockstep("attest", "rel/v1", "--repo", "repo", "--key", "ed.pem", environment: epoch)
    try workspace.lockstep("attest", "v2", "--repo", "repo", "--unsigned")
    try workspace.write("other.yml", "schemaVersion: 1\nrepo: { path: repo, rev: main }\n")
    let commit = try workspace.shell("git -C repo rev-parse v2^{commit}").output.trimmingCharacters(in: .newlines)
    let cases: [(arguments: [String], texts: [String])] = [
      ([attested, "--tag", "v2"], ["expected refs/tags/v2 gitCommit:\(commit)", "found only refs/tags/rel/v1"]),
      ([attested, "--max-age", "30d"], ["time: expected a time not before", "found 2023-11-14T22:13:20Z"]),
      ([attested, "--level", "X"], ["level: expected X, found LOCKSTEP_CONTEXT_REPRODUCED"]),
      ([attested, "--scenario", "other.yml"], ["policy: expected sha256:", "found no such digest"]),
      ([attested, "--resource", "x"], ["resource: expected x, found swh:1:rev:"]),
      ([attested, "--threshold", "2"], ["signatures of 2 different pinned keys, found 1"]),
      (["v2.lockstep.intoto.jsonl"], ["signature: expected a signature of a pinned key, found none"]),
      (["other.yml"], ["envelope: expected a DSSE envelope"]),
    ]
    for (arguments, texts) in cases {
      let result = try workspace.lockstep(
        arguments: ["attest", "verify"] + arguments + ["--repo", "repo", "--key", "ed.pub"])
      #expect(result.status == 1 && result.output.hasSuffix("REFUSED\n"), "\(arguments): \(result)")
      for text in texts { #expect(result.output.contains(text), "\(arguments): \(result.output)") }
    }
    // The tag was moved to another commit, and keeps its name.
    try workspace.shell("cd repo && git tag -f -a rel/v1 -m moved v2^{}")
    let moved = try workspace.lockstep("attest", "verify", attested, "--repo", "repo", "--key", "ed.pub")
    #expect(moved.status == 1 && moved.output.contains("expected refs/tags/rel/v1 gitCommit:\(commit)"), "\(moved)")
  }

  @Test("mistakes of usage, of the repository and of the machine have their own exit statuses")
  func statuses() throws {
    let workspace = try makeRelease()
    try workspace.shell(
      "openssl pkey -in ed.pem -aes256 -passout pass:x -out locked.pem; openssl genpkey -algorithm RSA -out rsa.pem")
    try workspace.lockstep("attest", "light", "--require", "any", "--repo", "repo", "--key", "ed.pem", "--output", "f")
    let cases: [(arguments: [String], status: Int32, text: String)] = [
      (["light", "--repo", "repo"], 2, "give a --key, or --unsigned"),
      (["light", "--repo", "repo", "--key", "ed.pem", "--unsigned"], 2, "exclude each other"),
      (["light", "--repo", "repo", "--key", "ed.pub"], 2, "public key"),
      (["light", "--repo", "repo", "--key", "none"], 2, "no such file"),
      (["light", "--repo", "repo", "--key", "rsa.pem"], 2, "RSA"),
      (["light", "--repo", "repo", "--key", "ssh:ed.pem"], 2, "no key of OpenSSH"),
      (["light", "--repo", "repo", "--key", "gpg:12"], 2, "no whole fingerprint"),
      (["light", "--repo", "repo", "--key", "locked.pem"], 7, "protected by a passphrase"),
      (["light", "--repo", "repo", "--key", "ed.pem", "--output", "no/where"], 7, "write the attestation"),
      (["none", "--repo", "repo", "--unsigned"], 6, "refs/tags/none"),
      (["main", "--repo", "repo", "--unsigned"], 6, "refs/tags/main"),
      (["light^{}", "--repo", "repo", "--unsigned"], 2, "no name of a tag"),
      (["light", "--repo", ".", "--unsigned"], 6, "find a git repository"),
      (["light", "--repo", "repo", "--unsigned", "--address", "x y"], 2, "--address must be a URL"),
      (["verify", "f", "--repo", "repo"], 2, "name whom you believe"),
      (["verify", "--key", "ed.pub"], 2, "name one file"),
      (["verify", "--notes", "--key", "ed.pub"], 2, "--notes needs --tag"),
      (["verify", "f", "--key", "ed.pem"], 2, "pin a private key"),
      (["verify", "none", "--key", "ed.pub"], 2, "no such file"),
      (["verify", "f", "--key", "ed.pub", "--max-age", "1y"], 2, "--max-age"),
      (["verify", "f", "--key", "ed.pub", "--subject", "a=b"], 2, "--subject"),
      (["verify", "f", "--key", "ed.pub", "--identity", "x"], 2, "belong together"),
      (["verify", "f", "--key", "gpg:" + String(repeating: "A", count: 40)], 2, "needs --keyring"),
      (["verify", "f", "--key", "ed.pub"], 6, "find a git repository"),
    ]
    for (arguments, status, text) in cases {
      let result = try workspace.lockstep(arguments: ["attest"] + arguments)
      #expect(result.status == status && result.errors.contains(text), "\(arguments): \(result)")
    }
    #expect(try workspace.leftovers().isEmpty)
  }

  @Test("notes hold what the file holds")
  func notes() throws {
    let workspace = try makeRelease()
    // Nothing that the repository would run is run.
    try workspace.write("repo/.git/hooks/post-commit", "#!/bin/sh\ntouch \(workspace.work)/ran\n", mode: 0o755)
    try workspace.write(
      "repo/.git/hooks/reference-transaction", "#!/bin/sh\ntouch \(workspace.work)/ran\n", mode: 0o755)
    for _ in 0..<2 {
      let result = try workspace.lockstep("attest", "rel/v1", "--repo", "repo", "--key", "ed.pem", "--notes")
      #expect(result.status == 0, "\(result)")
    }
    #expect(!workspace.exists("ran"))
    #expect(try workspace.shell("git -C repo notes --ref lockstep show rel/v1").output == workspace.read(attested))
    let verify = ["attest", "verify", "--notes", "--repo", "repo", "--key", "ed.pub", "--tag"]
    #expect(try workspace.lockstep(arguments: verify + ["rel/v1"]).status == 0)
    let none = try workspace.lockstep(arguments: verify + ["light"])
    #expect(none.status == 6 && none.errors.contains("git fetch origin refs/notes/lockstep"), "\(none)")
    try workspace.shell("git -C repo notes --ref lockstep add -f -F ../\(attested) v2")
    #expect(try workspace.lockstep(arguments: verify + ["v2"]).status == 1)
  }
}
