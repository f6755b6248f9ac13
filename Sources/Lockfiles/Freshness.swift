/// Whether a lockfile still belongs to the manifest it was made from.
public enum Freshness: String, Sendable, Codable {
  case fresh
  case stale
  case unknown
}
