import Fingerprints
import Foundation
import HTMLReports
import Model
import Reports
import Testing

@Suite("the page of a report")
struct HTMLReportTests {
  @Test("equal reports give the same bytes, read again or not")
  func same() throws {
    let text = try HTMLReport.text(SampleReports.report(30))
    #expect(try HTMLReport.text(SampleReports.report(30)) == text)
    let json = try JSONReport.text(SampleReports.report(30))
    #expect(try HTMLReport.text(try ReportReading.read(Array(json.utf8), name: "r.json")) == text)
  }

  @Test("the parts of a suite, merged, give the bytes of the whole")
  func merged() throws {
    let whole = SampleReports.report(20)
    let parts = (0..<2).map { part -> (name: String, report: ReportDocument) in
      let positions = Array(stride(from: part, to: 20, by: 2))
      var report = whole
      report.scenarios = positions.map { whole.scenarios[$0] }
      report.summary = ReportDocument.Summary(report.scenarios)
      report.shard = ReportDocument.Shard(index: part + 1, total: 2, scenarios: 20, suite: "x", positions: positions)
      return ("part \(part)", report)
    }
    #expect(try HTMLReport.text(ReportMerging.merge(parts)) == HTMLReport.text(whole))
    #expect(try HTMLReport.text(parts[0].report).contains("Part 1 of 2"))
  }

  @Test("nothing in a value is markup, ends an attribute or is invisible")
  func escaping() throws {
    let text = try HTMLReport.text(SampleReports.report(20), trend: SampleReports.trend)
    #expect(!text.contains("<img"))
    // By scalars: as characters a quote with an accent is another than a quote.
    let scalars = String(String.UnicodeScalarView(text.unicodeScalars.filter { $0 != "\u{301}" }))
    #expect(!scalars.contains("\" onmouseover") && !scalars.contains("' onmouseover"))
    #expect(scalars.contains("&quot; onmouseover=alert(1) x=&#39;"))
    #expect(text.contains("a\\u{202e}b\\u{a}c\\u{2028}d"))
    #expect(!text.unicodeScalars.contains { $0 != "\n" && PathText.isUnsafeToPrint($0) })
    #expect(!text.contains("{{") && !text.contains("Optional("))
  }

  @Test("the page fetches nothing, and runs and shows nothing but its own script and style")
  func policy() throws {
    let text = try HTMLReport.text(SampleReports.report(3), trend: SampleReports.trend)
    for attribute in ["src=\"", "href=\"http", "href=\"//", "style=\"", "@import", "url(", "javascript:"] {
      #expect(!text.contains(attribute), "\(attribute)")
    }
    let policy = try #require(text.firstMatch(of: /Content-Security-Policy" content="([^"]*)"/)).output.1
    #expect(policy.hasPrefix("default-src &#39;none&#39;; "))
    for (name, pattern) in [("style", /<style>([^<]*)<\/style>/), ("script", /<script>([\s\S]*?)<\/script>/)] {
      let found = text.matches(of: pattern)
      #expect(found.count == 1)
      let inside = String(try #require(found.first).output.1)
      let digest = Data(try SHA256Digest.of(Array(inside.utf8)).bytes).base64EncodedString()
      #expect(policy.contains("\(name)-src &#39;sha256-\(digest)&#39;"), "\(name)")
    }
    #expect(!text.contains("innerHTML") && !text.contains("eval("))
  }

  @Test("what failed comes first and is open, with causes, manifests side by side and what is in the context")
  func contents() throws {
    let text = try HTMLReport.text(SampleReports.report(20), trend: SampleReports.trend)
    #expect(text.contains("2 of 20 scenarios failed"))
    let items = text.components(separatedBy: "<li class=\"scenario\"").dropFirst()
    #expect(items.count == 20)
    #expect(items.prefix(2).allSatisfy { $0.hasPrefix(" data-status=\"failed\"") && $0.contains("\" open>") })
    #expect(items.dropFirst(2).allSatisfy { $0.hasPrefix(" data-status=\"as-expected\"") && !$0.contains("\" open>") })
    let first = try #require(items.first)
    #expect(first.contains("7 more differ.") && first.contains("<i>not there</i>") && first.contains("flaky"))
    #expect(first.contains("<span class=\"differs\">120000</span>"))
    // The sum of what is left out lies in its directory.
    #expect(first.contains("<tr class=\"other\" data-depth=\"1\" data-bytes=\"1200\">"))
    #expect(first.contains("<tr class=\"link\" data-depth=\"0\" data-bytes=\"400\">"))
    #expect(text.contains("the highest bar 3:"))
    var odd = SampleReports.trend
    odd.points[0].failed = .max
    odd.points[1].broken = .min
    #expect(try HTMLReport.text(SampleReports.report(1), trend: odd).contains("<h2>Trend"))
    #expect(text.contains("The last 3 runs") && text.contains("12.3 s"))
    #expect(!(try HTMLReport.text(SampleReports.report(20))).contains("<h2>Trend"))
    #expect(try HTMLReport.text(SampleReports.report(2)).contains("All 2 scenarios as expected"))
    #expect(try HTMLReport.text(SampleReports.report(0)).contains("No scenario ran"))
  }
}
