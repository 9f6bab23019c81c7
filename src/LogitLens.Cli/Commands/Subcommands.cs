using LogitLens.Experiments;

namespace LogitLens.Cli;

/// <summary>All subcommands, in the order in which help lists them: the experiments, then those of this program's own.</summary>
internal static class Subcommands
{
    public static IReadOnlyList<ISubcommand> All { get; } =
    [
        .. ExperimentList.All.Where(kind => !kind.ReadsRuns).Select(kind => new ExperimentCommand(kind)),
        new RunCommand(),
        new SlurmCommand(),
        new InspectCommand(),
        new ProbeReadCommand(),
        .. ExperimentList.All.Where(kind => kind.ReadsRuns).Select(kind => new ExperimentCommand(kind)),
        new ReportCommand(),
        new MergeCommand(),
        new RerunCommand(),
        new RateCommand(),
        new TokenizeCommand(),
        new ModelsCommand(),
        new DatasetsCommand(),
        new TemplatesCommand(),
        new FetchCommand(),
        new ConfigSchemaCommand(),
        new DoctorCommand(),
        new DocsCommand(),
    ];
}
