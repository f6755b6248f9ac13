import Foundation
import TestSupport
import Testing

/// H160: markup wherever a repository or a scenario can hold text, and the page that a browser opens.
@Suite("markup in names")
struct MarkupTests {
  private static let markup = [
    "<img src=x onerror=alert(1)>", "\\\"\u{301} onmouseover=alert(1) x=", "<script>alert(1)<", "{{{style}}} {{name}}",
  ]

  @Test("H160: stays text on the HTML page")
  func page() throws {
    let workspace = try Workspace()
    let files = Self.markup.map { "\"\($0)\": \"x\"" }.joined(separator: ", ")
    try workspace.write(
      "s/a.yml",
      "schemaVersion: 1\nname: \"\(Self.markup.joined(separator: " "))\"\ntags: [\"\(Self.markup[0])\"]\n"
        + "repo: { synthetic: { commits: [{ files: { \(files) } }], worktree: { \"\(Self.markup[1])\": \"y\" } } }\n"
        + "record: false\nexpect: { worktree: same }\nvary: { runs: 1 }\n")
    let run = try workspace.lockstep("run", "s", "--html", "page.html")
    #expect(run.status == 1, "\(run.output)\(run.errors)")
    let page = try workspace.read("page.html")
    let elements = page.replacing(/<(style|script)>[\s\S]*?<\/(style|script)>/, with: "")
    #expect(!elements.contains("<img") && !elements.contains("<script"))
    // Scalars, since a quote with an accent upon it is a character of its own.
    let scalars = String(String.UnicodeScalarView(elements.unicodeScalars.filter { $0 != "\u{301}" }))
    #expect(!scalars.contains("\" onmouseover") && scalars.contains("&quot; onmouseover=alert(1)"))
    // What looks like a template is none.
    #expect(page.contains("{{{style}}} {{name}}"))
    #expect(OutputRules.problems(Array(page.utf8)).isEmpty)
    // Side by side, and what the context holds.
    #expect(elements.contains("<th scope=\"col\">commit</th><th scope=\"col\">working tree</th>"))
    #expect(elements.contains("<tr class=\"file\" data-depth=\"0\" data-bytes=\"1\">"))
  }
}
