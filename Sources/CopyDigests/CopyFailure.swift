public import Dockerignore
public import Fingerprints

/// Why BuildKit would fail to compute what an instruction copies.
public enum CopyFailure: Error, Hashable, Sendable {
  /// A source that was not transferred or a link that leads nowhere, absolute in the context; in the reference's
  /// words `"/x": not found`.
  case notFound([UInt8])
  /// More than 255 links on the way from this path: `too many links`.
  case tooManyLinks([UInt8])
  /// A source with a wildcard that is broken: `syntax error in pattern`.
  case wildcardSyntax([UInt8])
  /// A pattern of what to include, made from a source of `COPY --parents`.
  case include(IgnoreFileError)
  /// A pattern of `--exclude`.
  case exclude(IgnoreFileError)
  case digest(DigestUnavailable)
}
