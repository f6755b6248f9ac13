import Foundation
import TestSupport
import Testing

@Suite("a tar on standard input as a context")
struct ArchiveContextTests {
  private static func has(_ tools: String...) -> Bool {
    tools.allSatisfy { tool in
      ["/usr/local/bin/", "/usr/bin/", "/bin/"].contains { FileManager.default.isExecutableFile(atPath: $0 + tool) }
    }
  }

  private static let hasTar = has("tar")

  private func sample() throws -> Workspace {
    let workspace = try Workspace()
    try workspace.write("a", "hi")
    try workspace.write("run.sh", "#!/bin/sh\n", mode: 0o755)
    try workspace.write("sub/cafe\u{301}", "x")
    try workspace.write("sub/\(String(repeating: "long", count: 40))", "y")
    try workspace.write("Dockerfile", "FROM scratch\nCOPY a sub /x/\n")
    try FileManager.default.createDirectory(atPath: workspace.work + "/void", withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(atPath: workspace.work + "/link", withDestinationPath: "sub/../a")
    try FileManager.default.linkItem(atPath: workspace.work + "/a", toPath: workspace.work + "/hard")
    return workspace
  }

  /// Runs the tool in a shell, so that something can be piped into it.
  private func piped(_ workspace: Workspace, _ script: String) throws -> Workspace.Result {
    try workspace.shell(script, environment: ["LOCKSTEP": Workspace.tool])
  }

  @Test(
    "the tar of a directory has the directory's digest, in every format and compression",
    .enabled(if: hasTar, "needs GNU tar"))
  func directory() throws {
    let workspace = try sample()
    let expected = try workspace.lockstep("context", "hash").output
    #expect(!expected.isEmpty)
    for format in ["gnu", "pax", "posix"] {
      let result = try piped(workspace, "tar --format=\(format) -c . | $LOCKSTEP context hash -")
      #expect(result.output == expected, "\(format): \(result.errors)")
    }
    for tool in ["gzip", "bzip2", "xz", "zstd"] where Self.has(tool) {
      let result = try piped(workspace, "tar -c . | \(tool) | $LOCKSTEP context hash -")
      #expect(result.output == expected, "\(tool): \(result.errors)")
      #expect(result.errors.contains("zstd") == (tool == "zstd"))
    }
    // Also from a file, and with names as they are given on the command line.
    #expect(try piped(workspace, "tar -cf ../t a* [b-zA-Z]* && $LOCKSTEP context hash - <../t").output == expected)
    let listing = try piped(workspace, "tar -c . | $LOCKSTEP context ls --json -").output
    #expect(try listing == workspace.lockstep("context", "ls", "--json").output)
    let difference = try piped(workspace, "tar -c . | $LOCKSTEP context diff - .")
    #expect(difference.status == 0)
    let other = try piped(workspace, "tar -cf ../t . && echo more >>run.sh && $LOCKSTEP context diff . - <../t")
    #expect(other.status == 1 && other.output.contains("run.sh"))
    #expect(try workspace.leftovers().isEmpty)
  }

  @Test(
    "git archive and the commit agree, but for what git archive itself changes",
    .enabled(if: hasTar && Workspace.hasGit, "needs git and GNU tar"))
  func gitArchive() throws {
    let workspace = try sample()
    #expect(try workspace.shell("rmdir void && rm hard").status == 0)
    try workspace.makeRepository()
    func archive() throws -> String { try piped(workspace, "git archive HEAD | $LOCKSTEP context hash -").output }
    func commit() throws -> String { try workspace.lockstep("context", "hash", "--rev", "HEAD").output }
    #expect(try archive() == commit())
    try workspace.write(".gitattributes", "*.txt text eol=crlf\n")
    try workspace.write("w.txt", "a\nb\n")
    #expect(try workspace.shell("git add -A && git commit -qm 2").status == 0)
    #expect(try archive() == commit())
    for attribute in ["export-ignore", "export-subst"] {
      try workspace.write(".gitattributes", "s \(attribute)\n")
      try workspace.write("s", "$Format:%H$\n")
      #expect(try workspace.shell("git add -A && git commit -qm \(attribute)").status == 0)
      #expect(try archive() != commit())
    }
  }

  @Test("an ignore file in a tar has no effect with Docker, and the others apply it", .enabled(if: hasTar))
  func ignoreFile() throws {
    let workspace = try sample()
    let all = try workspace.lockstep("context", "hash").output
    try workspace.write(".dockerignore", "*\n!a\n")
    func paths(_ engine: String) throws -> (String, Workspace.Result) {
      let result = try piped(workspace, "tar -c . | $LOCKSTEP context ls - --engine \(engine)")
      return (
        result.output.split(separator: "\n").map { $0.split(separator: " ").last ?? "" }.joined(separator: " "), result
      )
    }
    for engine in ["buildkit", "classic"] {
      let (paths, result) = try paths(engine)
      #expect(paths.contains("run.sh") && result.errors.contains(".dockerignore in the archive is not applied"))
    }
    for engine in ["buildah", "kaniko"] {
      let (paths, result) = try paths(engine)
      #expect(!paths.contains("run.sh") && !result.errors.contains("not applied"), "\(engine)")
    }
    try workspace.write("../rules", ".dockerignore\n")
    let chosen = try piped(workspace, "tar -c . | $LOCKSTEP context hash - --ignore-file ../rules")
    #expect(chosen.output == all && chosen.errors.isEmpty)
    let explained = try piped(workspace, "tar -c . | $LOCKSTEP explain --context - run.sh")
    #expect(explained.output.contains("kept") && explained.output.contains("not applied"))
    let lint = try piped(workspace, "tar -c . | $LOCKSTEP ignore lint - --json")
    #expect(lint.status == 1 && lint.output.contains("needed-but-ignored") && lint.errors.contains("not applied"))
    #expect(try piped(workspace, "tar -c . | $LOCKSTEP audit - --fail-on never").status == 0)
  }

  @Test("what BuildKit hashes of a tar are its own modes and owners, and a header of the root")
  func buildkit() throws {
    let workspace = try Workspace()
    var tar = TarBytes()
    tar.add("d/", type: "5", mode: 0o2770, user: 1, group: 2)
    tar.add("d/f", mode: 0o640, user: 1000, group: 100, content: [0x78], pax: [("SCHILY.xattr.user.a", [0x31])])
    tar.add("Dockerfile", mode: 0o600, content: Array("FROM scratch\nCOPY . /\nCOPY d/f /\n".utf8))
    try Data(tar.finished).write(to: URL(fileURLWithPath: workspace.directory + "/t"))
    let expected = try workspace.shell(
      """
      hash() { sha256sum | sed 's/^/sha256:/; s/ .*//' | tr -d '\\n'; }
      header() { printf 'namemode%duid%dgid%dsize%dtypeflag%dlinknameunamegnamedevmajor0devminor0' "$@"; }
      file=$({ header 416 1000 100 1 0; printf 'user.a1x'; } | hash)
      dir=$(printf '\\0%s\\0f%s' "$(header 1528 1 2 0 5 | hash)" "$file" | hash)
      dockerfile=$({ header 384 0 0 33 0; printf 'FROM scratch\\nCOPY . /\\nCOPY d/f /\\n'; } | hash)
      printf '\\0%s\\0Dockerfile%s\\0d%s' "$(header 493 0 0 0 5 | hash)" "$dockerfile" "$dir" | hash | hash
      echo
      printf %s "$file" | hash
      """
    ).output.split(separator: "\n").map(String.init)
    let layers = try piped(workspace, "$LOCKSTEP layers - --json <../t")
    #expect(layers.status == 0, "\(layers.errors)")
    let steps = try #require(try layers.json()["steps"] as? [[String: Any]])
    #expect(steps.map { $0["contentDigest"] as? String } == expected)
    let hash = try piped(workspace, "$LOCKSTEP context hash --scheme buildkit - <../t")
    #expect(hash.output == "buildkit \(expected[0])\n")
    // The owner alone is named where it alone differs.
    var other = TarBytes()
    other.add("d/", type: "5", mode: 0o2770, user: 1, group: 2)
    other.add("d/f", mode: 0o640, user: 7, group: 100, content: [0x78], pax: [("SCHILY.xattr.user.a", [0x31])])
    other.add("Dockerfile", mode: 0o600, content: Array("FROM scratch\nCOPY . /\nCOPY d/f /\n".utf8))
    try Data(other.finished).write(to: URL(fileURLWithPath: workspace.directory + "/o"))
    guard Self.hasTar, Workspace.isRoot else { return }
    #expect(try workspace.shell("tar -xf ../t --xattrs").status == 0)
    let difference = try piped(workspace, "$LOCKSTEP layers diff . - <../o")
    #expect(difference.status == 1 && difference.output.contains("owner"), "\(difference.output)")
  }

  @Test("what is no archive, or a hostile one, is one clear message")
  func mistakes() throws {
    let workspace = try sample()
    func make(_ name: String, _ body: (inout TarBytes) -> Void) throws {
      var tar = TarBytes()
      body(&tar)
      try Data(tar.finished).write(to: URL(fileURLWithPath: workspace.directory + "/" + name))
    }
    try make("escape") { tar in
      tar.add("ok"); tar.add("../\u{1B}[31mout")
    }
    try make("huge") { tar in tar.add("f", size: 1 << 40) }
    try make("cut") { tar in tar.add("f", size: 1 << 20) }
    try make("hard") { tar in tar.add("f", type: "1", link: "/etc/passwd") }
    try make("long") { tar in tar.add("f", pax: [("path", [UInt8](repeating: 0x61, count: 4001))]) }
    try make("deep") { tar in
      tar.add("f", pax: [("path", Array(String(repeating: "a/", count: 513).utf8) + [0x62])])
    }
    for (script, status, message) in [
      ("$LOCKSTEP context hash - </dev/null", 2, "it is empty; pipe a tar"),
      ("$LOCKSTEP context hash - <Dockerfile", 2, "would take it for a Dockerfile, whose build has an empty context"),
      ("$LOCKSTEP context hash - <.", 7, "Is a directory"),
      (
        "$LOCKSTEP context hash - <../escape", 6,
        "\\u{1b}[31mout in the archive on standard input has a name that leads out"
      ),
      ("$LOCKSTEP context hash - <../huge", 6, "more than 8 GiB in its files"),
      ("$LOCKSTEP context hash - <../cut", 6, "damaged or cut off behind 1 entry"),
      ("$LOCKSTEP context hash - <../hard", 6, "hard link to /etc/passwd"),
      ("$LOCKSTEP context hash - <../long", 6, "more than 4000 bytes"),
      ("$LOCKSTEP context hash - <../deep", 6, "more than 512 directories deep"),
      ("$LOCKSTEP layers - <../hard", 6, "hard link to /etc/passwd"),
      ("$LOCKSTEP ignore lint - <../hard", 6, "hard link to /etc/passwd"),
      ("$LOCKSTEP context hash - --rev HEAD <../cut", 2, "has no revisions"),
      ("$LOCKSTEP context diff - - <../cut", 2, "only one of the two"),
      ("$LOCKSTEP layers diff - - <../cut", 2, "only one of the two"),
      ("$LOCKSTEP explain --stdin --context - <../cut", 2, "not both"),
      ("sleep 5 | $LOCKSTEP context hash - --timeout 1", 7, "longer than 1 s"),
    ] as [(String, Int32, String)] {
      let result = try piped(workspace, script)
      #expect(
        result.status == status && result.errors.contains(message), "\(script): \(result.status) \(result.errors)")
      #expect(result.output.isEmpty, "\(script)")
    }
    #expect(try workspace.leftovers().isEmpty)
  }

  @Test("a directory named - is written ./-")
  func dash() throws {
    let workspace = try sample()
    try workspace.write("-/x", "1")
    #expect(try workspace.lockstep("context", "ls", "./-").output.hasSuffix("x\n"))
  }
}
