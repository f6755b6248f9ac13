internal import Mustache
public import Reports

/// One self-contained page for people.
public enum HTMLReport {
  public static func text(_ report: ReportDocument) throws -> String { "" }
}
