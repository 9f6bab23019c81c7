using LogitLens.Datasets;
using LogitLens.Downloads;
using LogitLens.Experiments;
using LogitLens.Options;
using LogitLens.Runs;

namespace LogitLens.Cli;

/// <summary><c>interp fetch NAME</c>: a dataset's archive, or a model from the Hub.</summary>
internal sealed class FetchCommand()
    : Subcommand<FetchCommand.Settings>("fetch", CommandGroup.ModelsAndData, "Download a dataset or a model, so that runs need no network")
{
    public override IReadOnlyList<CommandExample> Examples => [new("fetch sst2", "a dataset of the catalogue"), new("fetch gpt2", "a model from the Hub")];

    protected override ExitCode Run(Settings options, CommandContext context)
    {
        string folder = DatasetCatalogue.Find(options.Name) is null
            ? ModelLocator.Find(options.Name, context.Progress, context.Cancellation)
            : FetchDataset(options.Name, context);
        if (!context.WriteJson(() => Json.ToNode(new { name = options.Name, folder })))
        {
            context.Write($"{options.Name}: {folder}");
        }

        return ExitCode.Done;
    }

    private static string FetchDataset(string name, CommandContext context)
    {
        string? stage = null;
        long seen = 0;
        try
        {
            return new DatasetFetcher(DatasetFolders.Cache(Environment.GetEnvironmentVariable), new DownloadSettings()).FetchAsync(
                name, Report, context.Cancellation)
                .GetAwaiter().GetResult();
        }
        finally
        {
            context.Progress.End();
        }

        void Report(FetchProgress progress)
        {
            if (progress.Stage != stage)
            {
                (stage, seen) = (progress.Stage, 0);
                context.Progress.Begin($"{stage} {name}", progress.Total ?? 0, unit: progress.Stage == "downloading" ? "bytes" : "files");
            }

            context.Progress.Advance(progress.Done - seen);
            seen = progress.Done;
        }
    }

    internal sealed record Settings
    {
        [Argument("name", "A dataset (see: interp datasets), a model's name (see: interp models) or a Hub id", Required = true)]
        public string Name { get; init; } = "";
    }
}
