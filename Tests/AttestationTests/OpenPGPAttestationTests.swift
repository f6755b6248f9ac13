import Foundation
import TestSupport
import Testing

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
      "attest", "light", "--require", "any", "--repo", "repo", "--output", "f", "--key",
      "gpg:" + fingerprint.lowercased(),
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
    let arguments = [
      "attest", "light", "--require", "any", "--repo", "repo", "--output", "f", "--key", "gpg:" + fingerprint,
    ]
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
