/// How a change of a file reaches a service.
public struct ServiceImpact: Codable, Hashable, Sendable {
  public enum Reason: String, Codable, Hashable, Sendable {
    /// An instruction of the service's build copies it.
    case copy
    /// It is the service's Dockerfile.
    case dockerfile
    /// It is the ignore file of the service's context, and so decides what the build gets.
    case ignoreFile
    /// It lies in a context beside the main one.
    case additionalContext
    /// The service builds upon another that is built anew.
    case service
    /// The container sees it: nothing is built, and the change is there at once.
    case bindMount
    /// The container gets its variables when it is created.
    case envFile
  }

  public var service: String
  public var reason: Reason
  /// Whether the image is built anew; else the change takes effect when the service runs.
  public var rebuilds: Bool
  /// The instruction or the part of a compose file that is the reason; as manifests print paths.
  public var file: String
  /// Counted from 1; 0 when it is about the whole file.
  public var line: Int
  /// The instruction, the name of the context or service, or the path in the container; empty for other reasons.
  public var text: String
}
