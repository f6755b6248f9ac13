import Foundation
import TestSupport
import Testing

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
    let process = ["attest", "light", "--require", "any", "--repo", "repo", "--output", "f"] + arguments
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
      '\(Workspace.tool)' attest light --require any --repo repo --output f --key ssh:a.pub || exit 50
      ssh-add -q -D 2>/dev/null
      '\(Workspace.tool)' attest light --require any --repo repo --output g --key ssh:a.pub; test $? = 7
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
