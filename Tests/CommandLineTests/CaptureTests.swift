import Foundation
import TestSupport
import Testing

@Suite("capturing a machine")
struct CaptureTests {
  @Test("is byte-identical for an unchanged machine, wherever it is written")
  func repeatable() throws {
    let workspace = try CompareTests.project()
    try workspace.shell("echo S=1 > .env; mkdir -p build; for i in $(seq 1 80); do echo $i > build/f$i; done")
    let first = try workspace.lockstep("capture")
    try #require(first.status == 0, "\(first.errors)")
    #expect(try workspace.lockstep("capture").output == first.output)
    // The file itself lies in the tree then, and so does an earlier one.
    try #require(try workspace.lockstep("capture", "-o", "mine.json").status == 0)
    try #require(try workspace.lockstep("capture", "-o", "app/again.capture.json").status == 0)
    #expect(try workspace.read("mine.json") == first.output)
    #expect(try workspace.read("app/again.capture.json") == first.output)
    #expect(try workspace.leftovers().isEmpty)
  }

  @Test("holds what differs from HEAD, and neither contents nor the machine's names")
  func content() throws {
    let workspace = try CompareTests.project()
    try workspace.shell(
      "echo 'print(2) # a rather long line, so that nobody could guess it from its digest' > app/main.py")
    try workspace.shell("mkdir tmp; head -c 100 /dev/zero > tmp/zeros; printf '.git\\ntmp\\n' > .dockerignore")
    let text = try workspace.lockstep("capture").output
    let json = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    #expect(json["schema"] as? String == "lockstep-capture/v1")
    let entries = try #require(json["entries"] as? [[String: Any]])
    #expect(Set(entries.compactMap { $0["path"] as? String }) == [".dockerignore", "app/main.py", "tmp"])
    let main = try #require(entries.first { $0["path"] as? String == "app/main.py" })
    #expect(main["status"] as? String == "modified")
    #expect((main["sha256"] as? String)?.utf8.count == 64)
    #expect(entries.first { $0["path"] as? String == "tmp" }?["dockerignoreRule"] as? String == ".dockerignore:2")
    let repo = try #require(json["repo"] as? [String: Any])
    #expect(
      repo["commit"] as? String == (try workspace.shell("git rev-parse HEAD").output.trimmingCharacters(in: .newlines)))
    #expect(repo["dirtyCount"] as? Int == 2)
    for name in [workspace.directory, NSUserName() == "root" ? "\u{0}" : NSUserName(), "rather long line"] {
      #expect(!text.contains(name), "\(name)")
    }
    #expect(json["contextHash"] as? String != nil)
  }

  /// Places where a secret can hide; each is planted with one of its own.
  private static let places: [(String, @Sendable (String) -> String)] = [
    ("remote", { "git config remote.origin.url https://u:\($0)@example.org/x.git" }),
    ("remote name", { "git config remote.\($0).url https://example.org/y.git" }),
    ("push address", { "git config remote.origin.pushurl https://\($0)@example.org/x.git" }),
    ("header", { "git config http.https://example.org/.extraheader 'AUTHORIZATION: basic \($0)'" }),
    ("credential", { "git config credential.helper '!echo password=\($0)'" }),
    ("insteadOf", { "git config url.https://\($0)@example.org/.insteadOf https://example.org/" }),
    ("sshCommand", { "git config core.sshCommand 'ssh -i \($0)'" }),
    ("alias", { "git config alias.x '!curl -H \($0)'" }),
    ("user name", { "git config user.name \($0)" }),
    ("user email", { "git config user.email \($0)@example.org" }),
    ("hooks path", { "git config core.hooksPath /x/\($0)" }),
    ("include", { "printf '[core]\\n\\teol = \($0)\\n' > ../inc; git config include.path ../../inc" }),
    ("include path", { "git config --add include.path /nowhere/\($0)" }),
    ("attributes path", { "git config core.attributesFile /nowhere/\($0)" }),
    ("excludes path", { "echo '*.x' > \"../\($0)\"; git config core.excludesFile \"../\($0)\"" }),
    ("excludes rule", { "echo '\($0)' >> .git/info/exclude" }),
    ("info attributes", { "mkdir -p .git/info; echo '*.x text=\($0)' >> .git/info/attributes" }),
    ("ignore rule", { "echo '\($0)' >> .dockerignore" }),
    ("ignore comment", { "echo '# \($0)' >> .dockerignore" }),
    ("git attributes", { "echo '*.y text=\($0)' > .gitattributes" }),
    ("file name", { "echo a > '\($0).txt'" }),
    ("directory name", { "mkdir '\($0)'; echo a > '\($0)/a'" }),
    ("file name in a directory", { "mkdir -p d; echo a > 'd/\($0)'" }),
    ("tracked file name", { "echo a > 'k-\($0)'; git add .; git commit -qm k; echo b > 'k-\($0)'" }),
    ("link target", { "ln -s '/x/\($0)' l1" }),
    ("tracked link target", { "ln -s a l2; git add l2; git commit -qm l; ln -sf '\($0)' l2" }),
    ("removed link target", { "ln -s '\($0)' l3; git add l3; git commit -qm l; rm l3" }),
    ("content", { "echo '\($0)' > secret.txt" }),
    ("env file", { "echo 'TOKEN=\($0)' > .env" }),
    ("key file", { "echo '\($0)' > id_rsa" }),
    ("changed content", { "echo '\($0)' >> app/main.py" }),
    ("tag name", { "git tag '\($0)'" }),
    ("tag message", { "git tag -a -m '\($0)' annotated" }),
    ("branch", { "git branch -q -m '\($0)'" }),
    ("commit message", { "git commit -q --allow-empty -m '\($0)'" }),
    (
      "submodule address",
      { "printf '[submodule \"v\"]\\n\\tpath = v\\n\\turl = https://\($0)@example.org/v.git\\n' > .gitmodules" }
    ),
    (
      "submodule path",
      { "git update-index --add --cacheinfo 160000,1111111111111111111111111111111111111111,'\($0)'; git commit -qm s" }
    ),
    ("extended attribute", { "python3 -c 'import os; os.setxattr(\"data.txt\", \"user.x\", b\"\($0)\")' || true" }),
    ("requirements", { "echo '--index-url https://u:\($0)@example.org/simple' >> requirements.txt" }),
    ("dockerfile", { "echo 'ARG T=\($0)' >> Dockerfile" }),
    // Last: git itself refuses to go on with it.
    ("value of an allowed setting", { "git config core.autocrlf \($0)" }),
  ]

  /// The same for variables of the environment.
  private static let variables = [
    "GITHUB_TOKEN", "AWS_SECRET_ACCESS_KEY", "TZ", "LANG", "PYENV_VERSION", "PIP_INDEX_URL", "DOCKER_HOST", "NVM_BIN",
    "SOURCE_DATE_EPOCH", "CI",
  ]

  @Test(
    "holds none of many planted secrets",
    arguments: [["capture"], ["capture", "--pair", "blue-horse-9", "--hash-paths"]])
  func secrets(_ command: [String]) throws {
    #expect(Self.places.count >= 40)
    let workspace = try CompareTests.project()
    var planted: [(String, String)] = []
    for (number, place) in Self.places.enumerated() {
      let secret = "ghp_planted\(number)" + String(repeating: "Ab9", count: 6)
      let made = try workspace.shell(place.1(secret))
      try #require(made.status == 0, "\(place.0): \(made.errors)")
      planted.append((place.0, secret))
    }
    var environment: [String: String] = [:]
    for (number, name) in Self.variables.enumerated() {
      environment[name] = "glpat-planted\(number)abcdefghij0123"
      planted.append(("$" + name, "glpat-planted\(number)abcdefghij0123"))
    }
    let found = try workspace.lockstep(arguments: command, environment: environment)
    try #require(found.status == 0, "\(found.errors)")
    let everything = found.output + found.errors
    for (place, secret) in planted {
      #expect(!everything.contains(secret), "\(place)")
      // Nor its digest, by which it could be guessed if it were short.
      let digest = try workspace.shell("printf '%s\\n' '\(secret)' | sha256sum | cut -c1-64").output
        .trimmingCharacters(in: .newlines)
      #expect(!everything.contains(digest), "the digest of \(place)")
    }
    #expect((try found.json()["redactions"] as? [[String: Any]] ?? []).count >= 5)
    if command.contains("--hash-paths") { #expect(!everything.contains("main.py")) }
  }

  @Test("leaves digests of secret and short files out, unless both sides typed the same words")
  func pairing() throws {
    let workspace = try CompareTests.project()
    try workspace.shell("echo 'PASSWORD=first' > .env; git remote add origin https://me:pw@example.org/x.git")
    try workspace.lockstep("capture", "-o", "../a.json", "--pair", "blue-horse-9")
    try workspace.lockstep("capture", "-o", "../plain.json")
    #expect(try !workspace.read("../plain.json").contains("hmac"))
    try workspace.shell("echo 'PASSWORD=other' > .env")
    try workspace.lockstep("capture", "-o", "../b.json", "--pair", "blue-horse-9")
    let differs = try workspace.lockstep("compare", "../a.json", "../b.json")
    #expect(differs.status == 1)
    #expect(differs.output.contains("1 tracked file is changed in") || differs.output.contains(".env"))
    // The same length: without words nothing tells them apart, and that is said.
    let unknown = try workspace.lockstep("compare", "../plain.json", ".")
    #expect(unknown.status == 0)
    #expect(unknown.output.contains("note: 1 file of equal size could not be compared"))
    let typed = try workspace.lockstep("compare", "../b.json", ".", "--pair", "blue-horse-9")
    #expect(typed.status == 0, "\(typed.output)")
    #expect(!typed.output.contains("could not be compared"))
    let json = try workspace.lockstep("capture", "--pair", "blue-horse-9").json()
    #expect(((json["repo"] as? [String: Any])?["remoteHash"] as? String)?.utf8.count == 64)
    // A capture made without the words of the other side has no remote to compare.
    #expect(try !workspace.read("../plain.json").contains("remoteHash"))
    #expect(try !workspace.read("../a.json").contains("example.org"))
  }

  @Test("shows what would be written, and writes nothing")
  func show() throws {
    let workspace = try CompareTests.project()
    let shown = try workspace.lockstep("capture", "--show", "-o", "../never.json")
    #expect(shown.status == 0)
    #expect(!workspace.exists("../never.json"))
    #expect(shown.output == (try workspace.lockstep("capture").output))
    #expect(try workspace.lockstep("capture", "--hash-paths").status == 2)
    #expect(try workspace.lockstep("capture", "--pair", "short").status == 2)
    #expect(try workspace.lockstep("capture", "nowhere").status == 2)
  }

  @Test("stays small for thousands of files, all of which differ")
  func size() throws {
    let workspace = try CompareTests.project()
    let made = try workspace.shell(
      """
      python3 - <<'P'
      import os
      for d in range(140):
          os.makedirs("src/d%d" % d)
          for f in range(95): open("src/d%d/a_rather_long_file_name_%d.txt" % (d, f), "w").write("line %d\\nand %d\\n" % (d, f))
      os.makedirs("node_modules")
      for f in range(300): open("node_modules/f%d" % f, "w").write("x" * 70 + str(f))
      P
      git add src; git commit -qm many; chmod -R g+w src
      python3 - <<'P'
      for d in range(140):
          for f in range(95): open("src/d%d/a_rather_long_file_name_%d.txt" % (d, f), "w").write("line %d\\r\\nand %d\\r\\n" % (d, f))
      P
      """)
    try #require(made.status == 0, "\(made.errors)")
    let found = try workspace.lockstep("capture", "--timeout", "300")
    try #require(found.status == 0, "\(found.errors)")
    // Measured for a hundred thousand: docs/captures.md.
    #expect(found.output.utf8.count < 1_000_000)
    try workspace.write("../big.json", found.output)
    let compared = try workspace.lockstep("compare", "../big.json", "--timeout", "300")
    #expect(compared.output.hasPrefix("no difference"), "\(compared.output.prefix(600))")
  }

  @Test(
    "refuses what claims to be a capture and is none",
    arguments: [
      "{}", "{\"schema\":\"lockstep-capture/v1\"}",
      "{\"schema\":\"lockstep-capture/v1\",\"tool\":{\"version\":\"1\"},\"context\":{\"directory\":\".\",\"dockerfile\":\"D\",\"entries\":0,\"bytes\":0,\"gitEntries\":0},\"entries\":[{\"path\":\"../x\",\"type\":\"file\",\"status\":\"unknown\",\"inContext\":true}],\"lockfiles\":[],\"gitConfig\":{},\"attributesFiles\":[],\"ignoreFiles\":[],\"submodules\":[],\"system\":{},\"tools\":{},\"env\":{},\"redactions\":[]}",
      String(repeating: "[", count: 100_000),
    ])
  func hostile(_ text: String) throws {
    let workspace = try CompareTests.project()
    try workspace.write("../x.json", text)
    let found = try workspace.lockstep("compare", "../x.json", ".")
    #expect(found.status == 2)
    #expect(found.errors.hasPrefix("lockstep: USAGE: the capture ../x.json"))
    #expect(found.errors.split(separator: "\n").count == 1)
  }
}
