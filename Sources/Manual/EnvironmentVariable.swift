/// A variable that Lockstep reads.
public struct EnvironmentVariable: Sendable {
  public let name: String
  public let meaning: String

  /// All that change what a command does or where; `capture` and `doctor` note further ones as facts and follow none.
  public static let all: [EnvironmentVariable] = [
    .init(
      name: "CI", meaning: "unless empty, 0 or false, run is --check by default, and nothing moves on the terminal"),
    .init(name: "NO_COLOR", meaning: "unless empty, --color auto is never"),
    .init(name: "TERM", meaning: "dumb is a terminal without colour, on which nothing moves"),
    .init(name: "COLUMNS", meaning: "the width of --help and of help topics, where it is not that of the terminal"),
    .init(name: "TMPDIR", meaning: "where runs have their directories; /tmp when not set"),
    .init(
      name: "XDG_CACHE_HOME",
      meaning: "what is remembered is in lockstep below it; in .cache/lockstep below HOME "
        + "when not set"),
    .init(name: "XDG_CONFIG_HOME", meaning: "where compare, capture and doctor look for git's configuration"),
    .init(
      name: "HOME", meaning: "where the cache and git's configuration are; builds get a home of their own"),
    .init(name: "PATH", meaning: "where diffoscope, gpg, ssh-keygen and the engines of images are looked for"),
    .init(name: "SOURCE_DATE_EPOCH", meaning: "seconds since 1970: the time in attestations and in manual pages"),
    .init(name: "GIT_CONFIG_SYSTEM", meaning: "git's configuration of the system, as git reads it"),
    .init(name: "GIT_CONFIG_GLOBAL", meaning: "git's configuration of the user, as git reads it"),
    .init(name: "GIT_CONFIG_NOSYSTEM", meaning: "leaves git's configuration of the system out"),
    .init(name: "SSH_AUTH_SOCK", meaning: "ssh-agent, for signatures and for verify --remote"),
    .init(name: "GNUPGHOME", meaning: "gpg's keys, for signatures"),
    .init(
      name: "COMPOSE_FILE, COMPOSE_PATH_SEPARATOR, COMPOSE_PROFILES, COMPOSE_PROJECT_NAME, COMPOSE_DISABLE_ENV_FILE",
      meaning: "as docker compose reads them, with --compose and --service, where --env says so"),
    .init(name: "LOCKSTEP_MACHINE", meaning: "the name of this machine in reports and in the history"),
    .init(
      name: "XDG_STATE_HOME",
      meaning: "the history of runs is in lockstep below it; in .local/state/lockstep below HOME when not set"),
    .init(name: "GITHUB_ACTIONS", meaning: "true: annotations are printed"),
    .init(name: "GITHUB_STEP_SUMMARY", meaning: "the file that the Markdown page is appended to, with GITHUB_ACTIONS"),
    .init(name: "TEST_SHARD_INDEX, TEST_TOTAL_SHARDS, TEST_SHARD_STATUS_FILE", meaning: "--shard auto under Bazel"),
    .init(
      name: "SLURM_ARRAY_TASK_ID, SLURM_ARRAY_TASK_MIN, SLURM_ARRAY_TASK_COUNT, SLURM_ARRAY_TASK_STEP",
      meaning: "--shard auto in Slurm arrays"),
    .init(name: "BUILDKITE_PARALLEL_JOB, BUILDKITE_PARALLEL_JOB_COUNT", meaning: "--shard auto under Buildkite"),
    .init(name: "CIRCLE_NODE_INDEX, CIRCLE_NODE_TOTAL", meaning: "--shard auto under CircleCI"),
    .init(name: "CI_NODE_INDEX, CI_NODE_TOTAL", meaning: "--shard auto under GitLab"),
    .init(
      name: "JOB_COMPLETION_INDEX, LOCKSTEP_SHARDS",
      meaning: "--shard auto in an indexed Job of Kubernetes, whose manifest must set LOCKSTEP_SHARDS"),
  ]
}
