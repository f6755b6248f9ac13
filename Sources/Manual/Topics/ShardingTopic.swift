extension HelpTopic {
  static let sharding = HelpTopic(
    name: "sharding", summary: "one suite on several machines, and one report of it",
    blocks: [
      .paragraph(
        """
        run --shard 2/8 runs the second of eight parts. Scenarios are dealt in the order of the digests of their paths, \
        the same on every machine; --shard-times REPORT balances the parts by what each scenario took before. A part \
        without scenarios is no error.
        """),
      .heading("Schedulers"),
      .paragraph("run --shard auto takes the part from the scheduler:"),
      .terms([
        ("Bazel", "TEST_SHARD_INDEX from 0, of TEST_TOTAL_SHARDS; TEST_SHARD_STATUS_FILE is touched"),
        (
          "Slurm array",
          "SLURM_ARRAY_TASK_ID from SLURM_ARRAY_TASK_MIN, SLURM_ARRAY_TASK_STEP 1, of SLURM_ARRAY_TASK_COUNT"
        ),
        ("Buildkite", "BUILDKITE_PARALLEL_JOB from 0, of BUILDKITE_PARALLEL_JOB_COUNT"),
        ("CircleCI", "CIRCLE_NODE_INDEX from 0, of CIRCLE_NODE_TOTAL"),
        ("GitLab", "CI_NODE_INDEX from 1, of CI_NODE_TOTAL"),
        (
          "Kubernetes",
          "JOB_COMPLETION_INDEX from 0 of an indexed Job, of LOCKSTEP_SHARDS, which the Job's manifest must set"
        ),
      ]),
      .heading("Merging"),
      .example(
        """
        lockstep run --shard 1/2 --json >part-1.json
        lockstep run --shard 2/2 --json >part-2.json
        lockstep merge part-1.json part-2.json --junit report.xml
        """),
      .paragraph(
        """
        merge proves that each scenario ran exactly once: exit 5 when a part is missing, there twice or of a run that was \
        ended early, 2 when the parts are not of one suite or of one version of Lockstep.
        """),
    ])
}
