import Foundation
import TestSupport
import Testing

/// Tags made with real keys, verified by the real command line.
@Suite("lockstep verify", .enabled(if: Workspace.hasGit, "needs git"), .timeLimit(.minutes(30)))
struct VerifyTests {
  static let hasSSH = FileManager.default.isExecutableFile(atPath: "/usr/bin/ssh-keygen")
  static let hasGPG =
    FileManager.default.isExecutableFile(atPath: "/usr/bin/gpg")
    && FileManager.default.isExecutableFile(atPath: "/usr/bin/gpgv")

  /// A repository `r` with one commit of version 1.2.0.
  private func workspace(_ script: String = "") throws -> Workspace {
    let workspace = try Workspace()
    let made = try workspace.shell(
      """
      set -e; git init -q -b main r; cd r
      printf '[project]\\nname = "w"\\nversion = "1.2.0"\\n' >pyproject.toml; echo 'x==1.0' >requirements.txt
      printf '#!/bin/sh\\n' >run.sh; chmod +x run.sh; git add -A; git commit -q -m one
      """ + "\n" + script)
    try #require(made.status == 0, "\(made.errors)")
    return workspace
  }

  private func verify(_ workspace: Workspace, _ arguments: String...) throws -> Workspace.Result {
    try workspace.lockstep(arguments: ["verify", "--repo", "r", "--runs", "1"] + arguments)
  }

  private func line(_ result: Workspace.Result, _ title: String) -> String {
    result.output.split(separator: "\n").first { $0.contains("  \(title)  ") }.map(String.init) ?? result.output
  }

  /// SSH keys `good`, `other`, `revoked` and `expired`, and who may sign; the tags' time is 2023-11-14.
  private static let sshKeys = """
    cd ..; for k in good other revoked expired; do ssh-keygen -q -t ed25519 -N '' -C $k -f $k; done
    K() { cut -d' ' -f1,2 $1.pub; }
    echo "rel@example.org namespaces=\\"git\\" $(K good)" >allowed
    echo "rev@example.org namespaces=\\"git\\" $(K revoked)" >>allowed
    echo "old@example.org namespaces=\\"git\\",valid-before=\\"20240101\\" $(K expired)" >>allowed
    K revoked >revokedkeys; cd r
    S() { git -c gpg.format=ssh -c user.signingkey=$PWD/../$1 tag -s -m "$2" "$2"; }
    """

  @Test("signatures by SSH keys", .enabled(if: hasSSH, "needs ssh-keygen"))
  func sshSignatures() throws {
    let workspace = try workspace(
      Self.sshKeys + """

        S good v1.2.0; S other 1.2.0; S revoked w-1.2.0; S expired x-1.2.0
        git cat-file tag v1.2.0 | sed 's/^v1.2.0$/changed/' | git hash-object -w -t tag --stdin >../id
        git update-ref refs/tags/forged/v1.2.0 "$(cat ../id)"
        GIT_COMMITTER_DATE='1800000000 +0000' S expired y-1.2.0
        git -c gpg.format=ssh -c user.signingkey=$PWD/../good tag -s -m n z-1.2.0
        """)
    let good = try verify(workspace, "v1.2.0", "--allowed-signers", "allowed")
    #expect(good.status == 0 && good.output.contains("signed by rel@example.org with ssh-ed25519 SHA256:"), "\(good)")
    #expect(good.output.contains("VERIFIED refs/tags/v1.2.0 at commit "))
    let stranger = try verify(workspace, "1.2.0", "--allowed-signers", "allowed")
    #expect(stranger.status == 1 && line(stranger, "signature").contains("does not allow"), "\(stranger)")
    let forged = try verify(workspace, "forged/v1.2.0", "--allowed-signers", "allowed")
    #expect(forged.status == 1 && line(forged, "signature").hasPrefix("FAIL"), "\(forged)")
    // Valid when the tag was made, and not any more today.
    #expect(try verify(workspace, "x-1.2.0", "--allowed-signers", "allowed").status == 0)
    #expect(try verify(workspace, "y-1.2.0", "--allowed-signers", "allowed").status == 1)
    #expect(try verify(workspace, "w-1.2.0", "--allowed-signers", "allowed").status == 0)
    let revoked = try verify(workspace, "w-1.2.0", "--allowed-signers", "allowed", "--revoked-keys", "revokedkeys")
    #expect(revoked.status == 1 && line(revoked, "signature").hasPrefix("FAIL"), "\(revoked)")
    // Without keys nothing is known; where a signature is required, that does not do.
    let unknown = try verify(workspace, "v1.2.0")
    #expect(unknown.status == 0 && line(unknown, "signature").hasPrefix("not checked"), "\(unknown)")
    #expect(try verify(workspace, "v1.2.0", "--require", "signed").status == 1)
    #expect(try workspace.leftovers().isEmpty)
  }

  @Test("signatures by OpenPGP keys", .enabled(if: hasGPG, "needs gpg and gpgv"))
  func openPGPSignatures() throws {
    let workspace = try workspace(
      """
      export GNUPGHOME=$PWD/../g; mkdir -m 700 $GNUPGHOME
      G() { gpg --batch --quiet --pinentry-mode loopback --passphrase '' "$@"; }
      G --quick-generate-key good@example.org ed25519 sign never; G --quick-generate-key other@example.org ed25519 sign never
      G --export good@example.org >../keys.gpg; G --export other@example.org >../others.gpg
      G --list-keys --with-colons good@example.org | awk -F: '/^fpr/ { print $10; exit }' >../fingerprint
      git -c user.signingkey=good@example.org tag -s -m r v1.2.0; git -c user.signingkey=other@example.org tag -s -m r 1.2.0
      git cat-file tag v1.2.0 | sed 's/^r$/changed/' | git hash-object -w -t tag --stdin >../id
      git update-ref refs/tags/forged/v1.2.0 "$(cat ../id)"
      printf '#!/bin/sh\nexec gpg --faked-system-time 20230601T000000 "$@"\n' >../then; chmod +x ../then
      G --faked-system-time 20230101T000000 --quick-generate-key old@example.org ed25519 sign 1y
      git -c gpg.program=$PWD/../then -c user.signingkey=old@example.org tag -s -m r w-1.2.0
      G --quick-generate-key lost@example.org ed25519 sign never; git -c user.signingkey=lost@example.org tag -s -m r x-1.2.0
      R=$(G --list-keys --with-colons lost@example.org | awk -F: '/^fpr/ { print $10; exit }')
      sed 's/^:-----/-----/' $GNUPGHOME/openpgp-revocs.d/$R.rev | G --import
      G --export old@example.org lost@example.org >../bad.gpg; gpgconf --kill all
      """)
    // gpgv holds keys against today, not against the time of the tag.
    for (tag, says) in [("w-1.2.0", "has expired"), ("x-1.2.0", "was revoked")] {
      let bad = try verify(workspace, tag, "--keyring", "bad.gpg")
      #expect(bad.status == 1 && line(bad, "signature").contains(says), "\(bad)")
    }
    let print = try workspace.read("fingerprint").trimmingCharacters(in: .newlines)
    let good = try verify(workspace, "v1.2.0", "--keyring", "keys.gpg")
    #expect(good.status == 0 && line(good, "signature").contains("signed by gpg:\(print)"), "\(good)")
    #expect(try verify(workspace, "v1.2.0", "--keyring", "keys.gpg", "--fingerprint", print).status == 0)
    let pinned = try verify(
      workspace, "v1.2.0", "--keyring", "keys.gpg", "--fingerprint", String(repeating: "A", count: 40))
    #expect(pinned.status == 1 && line(pinned, "signature").contains("not among those that count"), "\(pinned)")
    let stranger = try verify(workspace, "1.2.0", "--keyring", "keys.gpg")
    #expect(stranger.status == 1 && line(stranger, "signature").contains("is not in the keyring"), "\(stranger)")
    let forged = try verify(workspace, "forged/v1.2.0", "--keyring", "keys.gpg")
    #expect(forged.status == 1 && line(forged, "signature").contains("bad signature"), "\(forged)")
  }

  @Test("kinds of tags, renamed ones, and those that are of no commit")
  func kinds() throws {
    let workspace = try workspace(
      """
      git tag light; git tag -a -m m v1.2.0; git tag -a -m m up v1.2.0; git update-ref refs/tags/v1.2 $(git rev-parse v1.2.0)
      git tag tree 'HEAD^{tree}'; git tag -a -m m blob HEAD:run.sh; git branch v1.2.0; git tag -a -m m 'ö-1.2.0'
      """)
    let light = try verify(workspace, "light")
    #expect(light.status == 1 && line(light, "kind of tag").contains("requires a tag that is annotated"), "\(light)")
    #expect(try verify(workspace, "light", "--require", "any").status == 0)
    let plain = try verify(workspace, "v1.2.0")
    #expect(plain.status == 0 && line(plain, "tag").contains("a branch has the name, too"), "\(plain)")
    #expect(try verify(workspace, "refs/tags/v1.2.0").status == 0)
    #expect(line(try verify(workspace, "up"), "kind of tag").contains("upon 1 other"))
    let renamed = try verify(workspace, "v1.2")
    #expect(
      renamed.status == 1 && line(renamed, "tag's own name").contains("holds a tag that calls itself \"v1.2.0\""))
    for (name, type) in [("tree", "tree"), ("blob", "blob")] {
      let result = try verify(workspace, name)
      #expect(result.status == 1 && line(result, "tag").contains("is a tag of the \(type)"), "\(result)")
    }
    #expect(try verify(workspace, "ö-1.2.0").status == 0)
    let missing = try verify(workspace, "main")
    #expect(missing.status == 6 && missing.errors.contains("there is no tag refs/tags/main"), "\(missing)")
    for bad in ["v1.2.0~1", "", "a b", "..", "refs/heads/main"] {
      let result = try verify(workspace, bad)
      #expect(result.status == 2 || result.status == 6, "\(bad): \(result)")
    }
  }

  @Test("a tag that was moved is found by another repository, and by the file of tags")
  func moved() throws {
    let workspace = try workspace("git tag -a -m m v1.2.0; git clone -q --bare . ../remote.git")
    let first = try verify(workspace, "v1.2.0", "--remote", "remote.git", "--tags-lock", "tags.lock")
    #expect(first.status == 2 || first.status == 7, "an address that is relative to the temporary directory: \(first)")
    let remote = workspace.work + "/remote.git"
    let same = try verify(workspace, "v1.2.0", "--remote", remote, "--tags-lock", "tags.lock")
    #expect(same.status == 0 && line(same, "tag has not moved").contains("noted in tags.lock"), "\(same)")
    #expect(try verify(workspace, "v1.2.0", "--tags-lock", "tags.lock").output.contains("as first seen on 20"))
    try #require(workspace.shell("cd r; git commit -q --allow-empty -m two; git tag -f -a -m m v1.2.0").status == 0)
    let moved = try verify(workspace, "v1.2.0", "--remote", remote)
    #expect(moved.status == 1 && line(moved, "tag has not moved").contains("here it is tag object"), "\(moved)")
    let known = try verify(workspace, "v1.2.0", "--tags-lock", "tags.lock")
    #expect(known.status == 1 && line(known, "tag has not moved").contains("it was tag object"), "\(known)")
    try workspace.write("tags.lock", "refs/tags/v1.2.0 nonsense\n")
    let broken = try verify(workspace, "v1.2.0", "--tags-lock", "tags.lock")
    #expect(broken.status == 2 && broken.errors.contains("tags.lock:1"), "\(broken)")
    let gone = try verify(workspace, "v1.2.0", "--remote", workspace.work + "/nowhere")
    #expect(gone.status == 7 && gone.errors.contains("ENV"), "\(gone)")
  }

  @Test("versions in the project's files")
  func versions() throws {
    let workspace = try workspace(
      """
      git tag -a -m m v1.3.0; git tag -a -m m w/v1.2.0; printf '{"version": "1.2.0-rc.1"}' >package.json
      printf '[project]\\nname="w"\\ndynamic=["version"]\\n' >pyproject.toml; git add -A; git commit -q -m 2; git tag -a -m m v1.2.0rc1
      """)
    let wrong = try verify(workspace, "v1.3.0")
    #expect(wrong.status == 1 && line(wrong, "version").contains("pyproject.toml has 1.2.0"), "\(wrong)")
    #expect(try verify(workspace, "w/v1.2.0").status == 0)
    let other = try verify(workspace, "v1.2.0rc1")
    #expect(
      other.status == 0 && line(other, "version").contains("in package.json, pyproject.toml works it out"), "\(other)")
    #expect(try verify(workspace, "v1.3.0", "--tag-prefix", "x").status == 0)
  }

  @Test("archives: content, modes and names, never compressed bytes")
  func archives() throws {
    let workspace = try workspace(
      """
      mkdir docs d; echo a >docs/a; echo skip >skip; echo 'id $Format:%H$ $Format:%ad$.' >d/id; ln -s run.sh link
      printf 'docs/ export-ignore\\nskip export-ignore\\nd/id export-subst\\n' >.gitattributes; git add -A; git commit -q -m 2
      git tag -a -m m v1.2.0; A() { git archive "$@" v1.2.0; }
      A --prefix=w-1.2.0/ | gzip -9n >../good.tgz; A | gzip -1 >../bare.tgz; A --format=zip --prefix=w/ >../good.zip
      mkdir ../u; A | tar -x -C ../u; cd ../u
      tar -czf ../again.tgz .; chmod -x run.sh; tar -czf ../mode.tgz .; chmod +x run.sh
      echo y >>requirements.txt; tar -czf ../content.tgz .; git -C ../r cat-file blob HEAD:requirements.txt >requirements.txt
      echo evil >extra; tar -czf ../extra.tgz .; rm extra run.sh; tar -czf ../missing.tgz .; ln -sf /etc/passwd link
      git -C ../r cat-file blob HEAD:run.sh >run.sh; chmod +x run.sh; tar -czf ../link.tgz .; ln -sf run.sh link
      sed -i 's/id ..../id 0000/' d/id; tar -czf ../subst.tgz .; rm -f skip; git -C ../r cat-file blob HEAD:d/id >d/id
      printf 'Name: w\\n' >PKG-INFO; rm -f requirements.txt; tar -czf ../sdist.tgz .
      echo garbage >../garbage.tgz
      """)
    for name in ["good.tgz", "bare.tgz", "good.zip", "again.tgz"] {
      let result = try verify(workspace, "v1.2.0", "--archive", name)
      #expect(result.status == 0 && line(result, "archive").contains("files the same"), "\(name): \(result)")
    }
    let wrong = [
      ("mode.tgz", "run.sh: it is not executable"), ("content.tgz", "requirements.txt: content"),
      ("extra.tgz", "adds extra"),
      ("missing.tgz", "lacks run.sh"), ("link.tgz", "link: the link leads elsewhere"), ("subst.tgz", "d/id: content"),
    ]
    for (name, says) in wrong {
      let result = try verify(workspace, "v1.2.0", "--archive", name)
      #expect(result.status == 1 && line(result, "archive").contains(says), "\(name): \(result)")
    }
    let distribution = try verify(workspace, "v1.2.0", "--archive", "sdist.tgz")
    #expect(
      distribution.status == 0
        && line(distribution, "archive").contains("a source distribution of it"), "\(distribution)")
    #expect(try verify(workspace, "v1.2.0", "--archive", "garbage.tgz").status == 6)
    #expect(try verify(workspace, "v1.2.0", "--archive", "nowhere.tgz").status == 2)
    #expect(try workspace.leftovers().isEmpty)
  }

  @Test("H109 H111: submodules and files of Git LFS must be at hand, as they are pinned")
  func elsewhere() throws {
    let workspace = try workspace(
      """
      git init -q -b main ../m; (cd ../m; git commit -q --allow-empty -m a; git commit -q --allow-empty -m b)
      git -c protocol.file.allow=always submodule --quiet add ../m m; git commit -q -m 2; git tag -a -m m v1.2.0
      git clone -q . ../plain
      L() { printf 'version https://git-lfs.github.com/spec/v1\\noid sha256:%s\\nsize %s\\n' "$1" "$2"; }
      printf content >../c; O=$(sha256sum <../c | cut -d' ' -f1); L $O 7 >big; git add big; git commit -q -m 3; git tag -a -m m v1.2.0-l
      mkdir -p .git/lfs/objects/$(echo $O | cut -c1-2)/$(echo $O | cut -c3-4)
      echo .git/lfs/objects/$(echo $O | cut -c1-2)/$(echo $O | cut -c3-4)/$O >../place
      """)
    let fine = try verify(workspace, "v1.2.0")
    #expect(fine.status == 0 && line(fine, "submodules").contains("1, each with the commit"), "\(fine)")
    let plain = try workspace.lockstep("verify", "--repo", "plain", "--runs", "1", "v1.2.0")
    #expect(plain.status == 1 && line(plain, "submodules").contains("not populated"), "\(plain)")
    let missing = try verify(workspace, "v1.2.0-l", "--tag-prefix", "x")
    #expect(missing.status == 1 && line(missing, "large files").contains("which is not here"), "\(missing)")
    for (content, says) in [
      ("content", nil), ("CONTENT", "and is sha256:"), ("contents", "should have 7 bytes and has 8"),
    ] {
      try #require(workspace.shell("cd r; printf \(content) >$(cat ../place)").status == 0)
      let result = try verify(workspace, "v1.2.0-l", "--tag-prefix", "x")
      #expect(result.status == (says == nil ? 0 : 1), "\(result)")
      if let says { #expect(line(result, "large files").contains(says), "\(result)") }
    }
    try #require(workspace.shell("cd r; git checkout -q v1.2.0; git -C m checkout -q HEAD~1").status == 0)
    let moved = try verify(workspace, "v1.2.0")
    #expect(moved.status == 1 && line(moved, "submodules").contains("and checked out at"), "\(moved)")
  }

  @Test("the policy of a scenario, its build, and the JSON")
  func policy() throws {
    let workspace = try workspace("git tag -a -m m v1.2.0; git tag light")
    try workspace.write(
      "release.yml",
      """
      schemaVersion: 1
      repo: { path: r, rev: main }
      record: false
      build: { run: "cp run.sh out", outputs: [out] }
      vary: { runs: 2 }
      release: { require: any, versionFiles: [pyproject.toml], minGrade: C, levels: [LOCKSTEP_OUTPUT_REPRODUCED_N2] }
      """)
    let result = try workspace.lockstep("verify", "v1.2.0", "--repo", "r", "--scenario", "release.yml", "--json")
    let document = try result.json()
    #expect(result.status == 0 && document["verified"] as? Bool == true, "\(result)")
    #expect(document["levels"] as? [String] == ["LOCKSTEP_CONTEXT_REPRODUCED", "LOCKSTEP_OUTPUT_REPRODUCED_N2"])
    #expect((document["digests"] as? [[String: Any]])?.contains { $0["subject"] as? String == "output out" } == true)
    let once = try workspace.lockstep("verify", "v1.2.0", "--repo", "r", "--scenario", "release.yml", "--runs", "1")
    #expect(once.status == 1 && once.output.contains("not reached: LOCKSTEP_OUTPUT_REPRODUCED_N2"), "\(once)")
    try workspace.write("bad.yml", try workspace.read("release.yml").replacingOccurrences(of: "any", with: "some"))
    let bad = try workspace.lockstep("verify", "v1.2.0", "--repo", "r", "--scenario", "bad.yml")
    #expect(bad.status == 2 && bad.errors.contains("bad.yml:6"), "\(bad)")
    try workspace.write(
      "random.yml",
      try workspace.read("release.yml").replacingOccurrences(of: "cp run.sh out", with: "head -c 9 /dev/urandom >out"))
    let random = try workspace.lockstep("verify", "v1.2.0", "--repo", "r", "--scenario", "random.yml")
    #expect(random.status == 1 && random.output.contains("NOT VERIFIED"), "\(random)")
  }

  @Test("this project's own tags", .enabled(if: hasOwnTags, "this copy of the project has no tags"))
  func ownTags() throws {
    let workspace = try Workspace()
    for tag in Self.ownTags {
      let result = try workspace.lockstep("verify", tag, "--repo", Workspace.project, "--require", "any", "--runs", "1")
      #expect(result.status == 0, "\(tag): \(result)")
    }
  }

  private static let ownTags: [String] = {
    let listed = try? Workspace().shell("git -C '\(Workspace.project)' tag --list 'v*'")
    return listed?.output.split(separator: "\n").map(String.init) ?? []
  }()
  static var hasOwnTags: Bool { Workspace.hasGit && !ownTags.isEmpty }

  @Test("what changed since an earlier tag, in text, JSON and Markdown")
  func changes() throws {
    let workspace = try workspace(
      """
      printf 'FROM python:3.12\nCOPY requirements.txt .\nCOPY run.sh .\n' >Dockerfile; git add -A; git commit -q -m 2; git tag v1.1.0
      sed -i s/3.12/3.13/ Dockerfile; echo 'x==2.0' >requirements.txt; git commit -q -a -m 3; git tag -a -m m v1.2.0
      """)
    let text = try verify(workspace, "v1.2.0", "--since", "v1.1.0")
    #expect(text.status == 0 && text.output.contains("since refs/tags/v1.1.0, of the context: 2 content"), "\(text)")
    for line in [
      "requirements.txt: 1 version", "x 1.0 -> 2.0", "docker.io/library/python 3.12 -> 3.13",
      "line 2: COPY requirements.txt .: 1 content",
    ] { #expect(text.output.contains("  " + line), "\(line): \(text)") }
    #expect(!text.output.contains("run.sh"), "\(text)")
    #expect(text.output.split(separator: "\n").last?.hasPrefix("VERIFIED") == true, "\(text)")
    let back = try verify(workspace, "v1.1.0", "--since", "v1.2.0", "--require", "any", "--tag-prefix", "x")
    #expect(back.status == 0 && back.output.contains("x 2.0 -> 1.0"), "\(back)")
    #expect(try verify(workspace, "v1.2.0", "--since", "v1.2.0").output.contains("nothing that a build depends on"))
    // Told before anything is checked.
    let missing = try verify(workspace, "v1.2.0", "--since", "v9")
    #expect(missing.status == 6 && missing.output.isEmpty && missing.errors.contains("v9"), "\(missing)")
    let document = try verify(workspace, "v1.2.0", "--since", "v1.1.0", "--json").json()
    let since = document["since"] as? [String: Any]
    for name in ["locks", "images", "copies"] { #expect((since?[name] as? [Any])?.count == 1, "\(name)") }
    let schemes = (document["digests"] as? [[String: Any]])?.filter { $0["subject"] as? String == "context" }
    #expect(schemes?.count == 6, "\(document)")
    let notes = try verify(workspace, "v1.2.0", "--since", "v1.1.0", "--format", "markdown")
    #expect(notes.output.contains("| requirements.txt | x 1.0 -\\> 2.0 |"), "\(notes)")
    #expect(notes.output.contains("| context | nar | `sha256-"), "\(notes)")
  }

  @Test("the context that a scenario chooses is what is attested", .enabled(if: hasSSH, "needs ssh-keygen"))
  func chosenContext() throws {
    let workspace = try workspace(
      """
      mkdir app; echo a >app/a; echo b >app/b; echo b >rules; git add -A; git commit -q -m 2; git tag -a -m m v1.2.0
      cd ..; ssh-keygen -q -t ed25519 -N '' -f a
      """)
    try workspace.write(
      "s.yml",
      "schemaVersion: 1\nrepo: { path: r, rev: main }\nrecord: false\ncontext: { dir: app, ignoreFile: rules }\n")
    let release = ["v1.2.0", "--repo", "r", "--scenario", "s.yml", "--runs", "1"]
    let made = try workspace.lockstep(arguments: ["attest"] + release + ["--key", "ssh:a", "--output", "f"])
    #expect(made.status == 0, "\(made)")
    let trust = ["--attestation", "f", "--attestation-key", "ssh:a.pub"]
    let verified = try workspace.lockstep(arguments: ["verify"] + release + trust)
    #expect(verified.status == 0, "\(verified)")
    let digest = try #require(line(verified, "context").firstMatch(of: /sha256:[0-9a-f]{64}/)?.output)
    #expect(try workspace.lockstep("context", "hash", "r/app", "--ignore-file", "r/rules").output.contains(digest))
    let checked = try workspace.lockstep(
      "attest", "verify", "f", "--repo", "r", "--scenario", "s.yml", "--key", "ssh:a.pub")
    #expect(checked.status == 0, "\(checked)")
    // Without the scenario it is the whole repository that is compared.
    #expect(try workspace.lockstep("attest", "verify", "f", "--repo", "r", "--key", "ssh:a.pub").status == 1)
  }

  @Test("an attestation that must hold, and Markdown for release notes", .enabled(if: hasSSH, "needs ssh-keygen"))
  func attestation() throws {
    let workspace = try workspace(
      "git tag -a -m m v1.2.0; git tag -a -m m 'x|<b>-1.2.0'; cd ..; ssh-keygen -q -t ed25519 -N '' -f a; ssh-keygen -q -t ed25519 -N '' -f b"
    )
    let made = try workspace.lockstep(
      "attest", "v1.2.0", "--repo", "r", "--runs", "1", "--key", "ssh:a", "--output", "f")
    #expect(made.status == 0, "\(made)")
    let good = try verify(workspace, "v1.2.0", "--attestation", "f", "--attestation-key", "ssh:a.pub")
    #expect(good.status == 0 && line(good, "attestation").contains("2 statements, signed by"), "\(good)")
    let stranger = try verify(workspace, "v1.2.0", "--attestation", "f", "--attestation-key", "ssh:b.pub")
    #expect(stranger.status == 1 && line(stranger, "attestation").hasPrefix("FAIL"), "\(stranger)")
    let other = try verify(workspace, "x|<b>-1.2.0", "--attestation", "f", "--attestation-key", "ssh:a.pub")
    #expect(other.status == 1 && line(other, "attestation").contains("expected refs/tags/x"), "\(other)")
    let both = try verify(
      workspace, "v1.2.0", "--attestation", "f", "--attestation-key", "ssh:a.pub", "--attestation-key", "ssh:b.pub")
    #expect(both.status == 1)
    #expect(try verify(workspace, "v1.2.0", "--attestation", "f").status == 2)
    let notes = try verify(workspace, "x|<b>-1.2.0", "--format", "markdown")
    #expect(notes.status == 0 && notes.output.contains("Inputs of `refs/tags/x|<b>-1.2.0`"), "\(notes)")
    #expect(notes.output.contains("| requirements.txt | 1 | B |"), "\(notes.output)")
  }
}
