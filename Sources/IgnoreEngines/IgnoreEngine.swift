/// A tool that chooses files by the text of a `.dockerignore`.
///
/// All read nearly the same text and come to different answers. Each case follows one program; what it is asked is
/// always what it would copy for `COPY . /`, of the context alone.
public enum IgnoreEngine: String, CaseIterable, Sendable {
  /// BuildKit: `docker build`, `docker buildx`, Compose (tonistiigi/fsutil).
  case buildkit
  /// The builder before BuildKit, `DOCKER_BUILDKIT=0` (moby/go-archive).
  case classic
  /// Buildah and `podman build` on the same machine (containers/buildah, containers/storage).
  case buildah
  /// kaniko (GoogleContainerTools/kaniko).
  case kaniko
  /// No builder: what git would say if the text were a `.gitignore`.
  case gitignore

  /// What differs from the others, in one sentence.
  public var summary: String {
    switch self {
    case .buildkit:
      "an exception with a wildcard reaches into ignored directories, and a rule for a directory covers what is below it"
    case .classic:
      "like buildkit, but an ignored directory is entered only when an exception names it literally"
    case .buildah:
      "every line is a regular expression that covers all below what it matches, and an ignored directory is entered "
        + "only when an exception begins with its name"
    case .kaniko:
      "each file is judged alone, a rule covers only what is below as many directories as it has itself, and a rule "
        + "that fails keeps the file"
    case .gitignore:
      "a name without a slash matches at any depth, and nothing below an ignored directory can be kept"
    }
  }
}
