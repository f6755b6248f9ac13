import Foundation
import TestSupport
import Testing

/// Random trees with random attributes: objects, Lockstep's checkout and git's own must be one context.
@Suite("routes agree on random trees", .enabled(if: Workspace.hasGit, "needs git"))
struct RandomAttributesTests {
  @Test("with attributes about line ends, $Id$, filters and exports", arguments: [1, 2, 3, nil] as [UInt64?])
  func agree(_ fixed: UInt64?) throws {
    var random = fixed.map { SeededGenerator(seed: $0) } ?? .fresh()
    for round in 0..<4 { try check(Self.files(&random), "seed \(random.seed), round \(round)") }
  }

  @Test("with every form of $Id$")
  func idents() throws {
    let forms = [
      "$Id$", "$Id$ $Id$", "$Id$Id$", "$Id:$", "$Id: $", "$Id: x $", "$Id: x$", "$Id:x $", "$Id: x y $", "$Id:  x $",
      "$Id: x  $", "$Id: \n$", "$Id\n$", "$Id", "$", "$$Id$$", "$Idx$", "\0$Id$", "$Id$\r\n$Id$", "$Id: $Id$", "$id$",
      "Id$", "$I$Id$", "$Idx$Id$", "$Id: a b $Id$",
    ]
    let files = forms.enumerated().map { File(path: "f\($0.offset)", mode: "100644", content: $0.element) }
    for attributes in ["* ident\n", "* ident eol=crlf\n", "* ident=yes\n"] {
      try check(files + [File(path: ".gitattributes", mode: "100644", content: attributes)], attributes)
    }
  }

  private func check(_ files: [File], _ what: String) throws {
    let workspace = try Workspace()
    try Self.fastImport(files).write(to: URL(fileURLWithPath: workspace.directory + "/import"))
    let made = try workspace.shell(
      "git init -q --bare repo.git && git -C repo.git fast-import --quiet <../import && git clone -q -b main repo.git clone"
    )
    try #require(made.status == 0, "\(what): \(made.errors)")
    try workspace.write("rules", ".git\n")
    try workspace.write("s.yml", "schemaVersion: 1\nname: s\nrecord: false\nrepo:\n  path: repo.git\n  rev: main\n")
    let shown = files.map { "\($0.path): \($0.content.debugDescription)" }.joined(separator: "\n")
    let difference = try workspace.lockstep("context", "diff", "repo.git#main", "clone", "--ignore-file", "rules")
    #expect(difference.status == 0, "\(what):\n\(difference.output)\(difference.errors)\n\(shown)")
    let run = try workspace.lockstep("run", "s.yml")
    #expect(run.status == 0, "\(what):\n\(run.output)\n\(shown)")
  }

  private struct File {
    let path: String
    let mode: String
    let content: String
  }

  private static func files(_ random: inout SeededGenerator) -> [File] {
    func pick<Element>(_ elements: [Element]) -> Element {
      elements[Int.random(in: 0..<elements.count, using: &random)]
    }
    var files: [String: File] = [:]
    // Not both: libgit2's macro `binary` also unsets `crlf`, which `!text` then does not take back as it does in git.
    let special = pick(["binary", "!text"])
    for directory in ["", "d/", "d/e/", "f/"] {
      for _ in 0..<Int.random(in: 1...5, using: &random) {
        let path = directory + pick(["a.txt", "b.txt", "c.bin", "d.sh", "x.md", "Makefile"])
        if Int.random(in: 0..<12, using: &random) == 0 {
          files[path] = File(path: path, mode: "120000", content: pick(["a.txt", "../x", "/etc/passwd\n"]))
        } else {
          let content = (0..<Int.random(in: 0...6, using: &random)).map { _ in
            pick(["a\n", "b\r\n", "c", "\r", "$Id$\n", "$Id: old $\r\n", "\n", "\0", "\u{E9}\n", "$Format:%H$\n"])
          }
          files[path] = File(path: path, mode: pick(["100644", "100755"]), content: content.joined())
        }
      }
      guard Int.random(in: 0..<3, using: &random) > 0 else { continue }
      let lines = (0..<Int.random(in: 1...4, using: &random)).map { _ in
        pick(["*", "*.txt", "*.bin", "a.*", "d/*", "/b.txt", "d/**", "x.md"]) + " "
          + (0..<Int.random(in: 1...2, using: &random)).map { _ in
            pick([
              "text", "-text", "text=auto", "eol=crlf", "eol=lf", "ident", "-ident", "export-ignore", "export-subst",
              "filter=lfs", special,
            ])
          }.joined(separator: " ")
      }
      let path = directory + ".gitattributes"
      files[path] = File(path: path, mode: "100644", content: lines.joined(separator: "\n") + pick(["\n", "", "\r\n"]))
    }
    return files.values.sorted { $0.path < $1.path }
  }

  /// Blobs get into the repository as they are: no attribute has a say.
  private static func fastImport(_ files: [File]) -> Data {
    var data = Data("commit refs/heads/main\ncommitter T <t@example.org> 1700000000 +0000\ndata 1\nc\n".utf8)
    for file in files {
      data += Data("M \(file.mode) inline \(file.path)\ndata \(file.content.utf8.count)\n\(file.content)\n".utf8)
    }
    return data
  }
}
