import Foundation
import TestSupport
import Testing

/// Whether the programs are there whose keys and signatures are used; Debian's packages openssl, openssh-client, gpg, gpgv.
private enum Programs {
  static func has(_ name: String) -> Bool { FileManager.default.isExecutableFile(atPath: "/usr/bin/" + name) }
}

/// A repository with an annotated and a lightweight tag, a key in PEM, and its public half.
private func makeRelease() throws -> Workspace {
  let workspace = try Workspace()
  try workspace.write("repo/Dockerfile", "FROM scratch\nCOPY a /\n")
  try workspace.write("repo/a", "text\n")
  let script = """
    cd repo && git init -q -b main . && git add -A && git commit -q -m c && git tag -a rel/v1 -m one && git tag light
    echo more >>a && git commit -q -am d && git tag -a v2 -m two && cd ..
    openssl genpkey -algorithm ed25519 -out ed.pem && openssl pkey -in ed.pem -pubout -out ed.pub
    openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out ec.pem && openssl pkey -in ec.pem -pubout -out ec.pub
    """
  let result = try workspace.shell(script)
  try #require(result.status == 0, "\(result.errors)")
  return workspace
}

/// The lines of shell that docs/attestations.md has below a heading.
private func documented(_ heading: String, line: Int) throws -> String {
  let text = try String(contentsOfFile: Workspace.project + "/docs/attestations.md", encoding: .utf8)
  let section = try #require(text.components(separatedBy: "\n### \(heading)\n").dropFirst().first)
  let block = try #require(section.components(separatedBy: "```sh\n").dropFirst().first)
  let lines = try #require(block.components(separatedBy: "```").first)
  return "set -e\n" + lines.replacing("LINE=1", with: "LINE=\(line)")
}

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
        "attest", tag, "--repo", "repo", "--key", "ed.pem", "--output", "-", environment: epoch)
      let second = try workspace.lockstep(
        "attest", tag, "--repo", "repo/.", "--key", "ed.pem", "--output", "-", environment: epoch)
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
    try workspace.write("other.yml", "name: other\n")
    let commit = try workspace.shell("git -C repo rev-parse v2^{commit}").output.trimmingCharacters(in: .newlines)
    let cases: [(arguments: [String], texts: [String])] = [
      ([attested, "--tag", "v2"], ["expected refs/tags/v2 gitCommit:\(commit)", "found only refs/tags/rel/v1"]),
      ([attested, "--max-age", "30d"], ["time: expected a time not before", "found 2023-11-14T22:13:20Z"]),
      ([attested, "--level", "X"], ["level: expected X, found LOCKSTEP_CONTEXT_DIGEST"]),
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
    try workspace.lockstep("attest", "light", "--repo", "repo", "--key", "ed.pem", "--output", "f")
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

@Suite(
  "attestations signed by OpenSSH", .enabled(if: Workspace.hasGit && Programs.has("ssh-keygen"), "needs ssh-keygen"))
struct OpenSSHAttestationTests {
  private func release() throws -> Workspace {
    let workspace = try makeRelease()
    let result = try workspace.shell(
      "for k in a b; do ssh-keygen -q -t ed25519 -N '' -C '' -f $k; done; ssh-keygen -q -t ed25519 -N secret -f locked")
    try #require(result.status == 0, "\(result.errors)")
    return workspace
  }

  private func attest(_ workspace: Workspace, _ arguments: String..., environment: [String: String] = [:]) throws
    -> Workspace.Result
  {
    let process = ["attest", "light", "--repo", "repo", "--output", "f"] + arguments
    let quoted = process.map { "'\($0)'" }.joined(separator: " ")
    return try workspace.shell("'\(Workspace.tool)' \(quoted)", environment: environment)
  }

  private func verify(_ workspace: Workspace, _ arguments: String...) throws -> Workspace.Result {
    try workspace.lockstep(arguments: ["attest", "verify", "f", "--repo", "repo"] + arguments)
  }

  @Test("signatures beside the file count, for whom they are allowed, and each key once")
  func roundTrip() throws {
    let workspace = try release()
    #expect(try attest(workspace, "--key", "ssh:a", "--key", "b").status == 0)
    for name in ["f.1.sshsig", "f.1.2.sshsig", "f.2.sshsig", "f.2.2.sshsig"] {
      #expect(workspace.exists(name), "\(name)")
    }
    try workspace.shell(
      """
      printf 'rel@example.org namespaces="lockstep-attestation@v1" %s\\n' "$(cat a.pub)" >allowed
      printf 'rel@example.org namespaces="git" %s\\n' "$(cat a.pub)" >wrong-namespace
      printf 'rel@example.org valid-before="20200101" %s\\n' "$(cat a.pub)" >expired
      """)
    let who = ["--identity", "rel@example.org", "--allowed-signers"]
    func by(_ file: String) throws -> Int32 {
      try workspace.lockstep(arguments: ["attest", "verify", "f", "--repo", "repo"] + who + [file]).status
    }
    #expect(try by("allowed") == 0 && by("wrong-namespace") == 1 && by("expired") == 1)
    #expect(try verify(workspace, "--allowed-signers", "allowed", "--identity", "else@example.org").status == 1)
    #expect(try verify(workspace, "--key", "a.pub", "--key", "ssh:b.pub", "--threshold", "2").status == 0)
    // Pinned in two ways, it is one key.
    let once = try workspace.lockstep(
      arguments: ["attest", "verify", "f", "--repo", "repo", "--key", "a.pub", "--threshold", "2"] + who + ["allowed"])
    #expect(once.status == 1 && once.output.contains("found 1 ("), "\(once)")
    #expect(try verify(workspace, "--key", "locked.pub").status == 1)
    for line in 1...2 {
      let check = try "cp a.pub id_ed25519.pub\n" + documented("ssh-keygen", line: line)
      #expect(try workspace.shell(check).status == 0)
    }
    // The signature of the other line, and one for another purpose.
    try workspace.shell("cp f.2.sshsig f.1.sshsig; cp f.2.2.sshsig f.1.2.sshsig")
    #expect(try verify(workspace, "--key", "a.pub").status == 1)
    try workspace.shell("rm f.*; echo x | ssh-keygen -q -Y sign -n git -f a >f.1.sshsig; cp f.1.sshsig f.2.sshsig")
    #expect(try verify(workspace, "--key", "a.pub").status == 1)
  }

  @Test("a key in PEM and the same key of OpenSSH's are one", .enabled(if: Programs.has("ssh-keygen")))
  func oneKeyTwice() throws {
    let workspace = try release()
    // ssh-keygen writes and reads P-256 in PEM, too.
    let made = try workspace.shell(
      """
      ssh-keygen -q -t ecdsa -b 256 -N '' -C '' -f p && cp p p.pem && ssh-keygen -q -p -m PEM -P '' -N '' -f p.pem >/dev/null
      openssl pkey -in p.pem -pubout -out p.spki
      """)
    try #require(made.status == 0, "\(made.errors)")
    #expect(try attest(workspace, "--key", "p.pem", "--key", "ssh:p").status == 0)
    #expect(try verify(workspace, "--key", "p.spki", "--key", "p.pub").status == 0)
    let twice = try verify(workspace, "--key", "p.spki", "--key", "p.pub", "--threshold", "2")
    #expect(twice.status == 1 && twice.output.contains("found 1 ("), "\(twice)")
  }

  @Test("an agent signs for a public key", .enabled(if: Programs.has("ssh-agent")))
  func agent() throws {
    let workspace = try release()
    // Killed for good: it inherits that other signals are blocked in the tests' threads.
    let result = try workspace.shell(
      """
      eval "$(ssh-agent -a "$PWD/agent")" >/dev/null; trap 'kill -9 $SSH_AGENT_PID' EXIT
      ssh-add -q a 2>/dev/null; rm a
      '\(Workspace.tool)' attest light --repo repo --output f --key ssh:a.pub || exit 50
      ssh-add -q -D 2>/dev/null
      '\(Workspace.tool)' attest light --repo repo --output g --key ssh:a.pub; test $? = 7
      """)
    #expect(result.status == 0 && result.errors.contains("ssh-add -l"), "\(result)")
    #expect(try verify(workspace, "--key", "a.pub").status == 0)
    let without = try attest(workspace, "--key", "ssh:a.pub")
    #expect(without.status == 7, "\(without)")
  }

  @Test("a signer that is missing, wants a passphrase or hangs is told of, in time")
  func trouble() throws {
    let workspace = try release()
    let started = Date()
    let locked = try attest(workspace, "--key", "locked")
    #expect(locked.status == 7 && locked.errors.contains("ssh-agent"), "\(locked)")
    try workspace.write("none/x", "")
    let missing = try attest(workspace, "--key", "a", environment: ["PATH": workspace.work + "/none"])
    #expect(missing.status == 7 && missing.errors.contains("apt-get install openssh-client"), "\(missing)")
    try workspace.write("slow/ssh-keygen", "#!/bin/sh\nexec sleep 600\n", mode: 0o755)
    let hanging = try attest(
      workspace, "--key", "a", "--timeout", "1", environment: ["PATH": workspace.work + "/slow:/usr/bin:/bin"])
    #expect(hanging.status == 7 && hanging.errors.contains("longer than 1 s"), "\(hanging)")
    // One that asks at the terminal finds none.
    try workspace.write("asking/ssh-keygen", "#!/bin/sh\nread line </dev/tty || exit 9\n", mode: 0o755)
    let asking = try attest(workspace, "--key", "a", environment: ["PATH": workspace.work + "/asking:/usr/bin:/bin"])
    #expect(asking.status == 7 && asking.errors.contains("/dev/tty"), "\(asking)")
    #expect(Date().timeIntervalSince(started) < 60)
    #expect(try workspace.leftovers().isEmpty)
  }
}

@Suite(
  "attestations signed by OpenPGP",
  .enabled(if: Workspace.hasGit && Programs.has("gpg") && Programs.has("gpgv"), "needs gpg and gpgv"), .serialized)
struct OpenPGPAttestationTests {
  /// With a keyring of the user's, its fingerprint in `fpr`, and the public keys in `ring.gpg`.
  private func release(passphrase: String = "") throws -> (Workspace, fingerprint: String) {
    let workspace = try makeRelease()
    let result = try workspace.shell(
      """
      mkdir -m 700 gnupg && gpg --batch --quiet --pinentry-mode loopback --passphrase '\(passphrase)' \
        --quick-generate-key 'R <r@example.org>' ed25519 sign never && gpg --batch --export >ring.gpg
      gpg --batch --list-keys --with-colons | awk -F: '/^fpr/ { print $10; exit }' >fpr; gpgconf --kill gpg-agent
      """, environment: ["GNUPGHOME": workspace.work + "/gnupg"])
    try #require(result.status == 0, "\(result.errors)")
    return (workspace, try workspace.read("fpr").trimmingCharacters(in: .newlines))
  }

  @Test("signatures beside the file count for the fingerprint that is pinned, or for the keyring")
  func roundTrip() throws {
    let (workspace, fingerprint) = try release()
    let home = ["GNUPGHOME": workspace.work + "/gnupg"]
    let made = try workspace.lockstep(
      "attest", "light", "--repo", "repo", "--output", "f", "--key", "gpg:" + fingerprint.lowercased(),
      environment: home)
    #expect(made.status == 0 && workspace.exists("f.1.asc") && workspace.exists("f.2.asc"), "\(made)")
    let verify = ["attest", "verify", "f", "--repo", "repo", "--keyring", "ring.gpg"]
    #expect(try workspace.lockstep(arguments: verify).status == 0)
    let pinned = try workspace.lockstep(arguments: verify + ["--key", "gpg:" + fingerprint])
    #expect(pinned.status == 0 && pinned.output.contains("signed by gpg:\(fingerprint)"), "\(pinned)")
    for line in 1...2 {
      let check = try documented("gpgv", line: line).replacing("FINGERPRINT", with: fingerprint)
      let result = try workspace.shell(check, environment: home)
      #expect(result.status == 0 && result.output.contains("VALIDSIG \(fingerprint)"), "\(result)")
    }
    let other = "gpg:" + String(repeating: "A", count: 40)
    #expect(try workspace.lockstep(arguments: verify + ["--key", other]).status == 1)
    // Its copies are no further keys.
    try workspace.shell("for l in 1 2; do cp f.$l.asc f.$l.2.asc; done")
    #expect(try workspace.lockstep(arguments: verify + ["--threshold", "2"]).status == 1)
    // Two signatures in one file, of which one is broken, a keyring without the key, the signature of the other line.
    try workspace.shell("cat f.1.asc f.2.asc >both; cp both f.1.asc; rm f.*.2.asc")
    #expect(try workspace.lockstep(arguments: verify).status == 1)
    try workspace.shell("cp f.2.asc f.1.asc")
    #expect(try workspace.lockstep(arguments: verify).status == 1)
    try workspace.shell(": >empty.gpg")
    let empty = try workspace.lockstep("attest", "verify", "f", "--repo", "repo", "--keyring", "empty.gpg")
    #expect(empty.status == 1, "\(empty)")
    let missing = try workspace.lockstep(
      arguments: verify, environment: ["PATH": workspace.work])
    #expect(missing.status == 7 && missing.errors.contains("apt-get install gpgv"), "\(missing)")
  }

  @Test("a passphrase is never waited for")
  func passphrase() throws {
    let (workspace, fingerprint) = try release(passphrase: "secret")
    let started = Date()
    let arguments = ["attest", "light", "--repo", "repo", "--output", "f", "--key", "gpg:" + fingerprint]
    let locked = try workspace.lockstep(
      arguments: arguments, environment: ["GNUPGHOME": workspace.work + "/gnupg", "GPG_TTY": "/dev/tty"])
    #expect(locked.status == 7 && locked.errors.contains("gpg-agent remembers"), "\(locked)")
    let stranger = try workspace.lockstep(arguments: arguments)
    #expect(stranger.status == 7 && stranger.errors.contains("gpg --list-secret-keys"), "\(stranger)")
    let missing = try workspace.lockstep(arguments: arguments, environment: ["PATH": workspace.work])
    #expect(missing.status == 7 && missing.errors.contains("apt-get install gpg"), "\(missing)")
    #expect(Date().timeIntervalSince(started) < 60)
    #expect(try !workspace.exists("f") && workspace.leftovers().isEmpty)
  }
}

/// Readers of other projects come from PyPI: only where that is asked for, as by LOCKSTEP_TEST_PYPI=1 swift test.
@Suite("attestations read by other projects")
struct OtherReadersTests {
  @Test(
    "securesystemslib, in-toto-attestation and sigstore read what is written",
    .enabled(if: ProcessInfo.processInfo.environment["LOCKSTEP_TEST_PYPI"] != nil, "LOCKSTEP_TEST_PYPI is not set"))
  func readers() throws {
    let workspace = try Workspace()
    let result = try workspace.shell("'\(Workspace.project)/Scripts/test-attestations' --tool '\(Workspace.tool)'")
    #expect(result.status == 0, "\(result)")
  }
}
