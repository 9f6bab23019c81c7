using System.Text.Json.Nodes;
using LogitLens.Cli.CommandLine;
using LogitLens.Engine;
using LogitLens.Options;
using LogitLens.Training.TinyModel;

namespace LogitLens.Cli.Commands;

/// <summary><c>interp train-tiny</c>, which models/tiny is made with.</summary>
internal sealed class TrainTinyCommand : Subcommand<TrainTinyCommand.Settings>
{
    public override string Name => "train-tiny";

    public override string Summary => "Train the tiny model that ships with this program from scratch, on text that it writes itself";

    public override CommandGroup Group => CommandGroup.ModelsAndData;

    public override IReadOnlyList<CommandExample> Examples =>
    [
        new("train-tiny --output models/tiny", "the shipped model again, file for file"),
        new("train-tiny --output /tmp/other --seed 1", "a sibling, to see what hangs on the seed"),
    ];

    protected override ExitCode Run(Settings options, CommandContext context)
    {
        string folder = options.Output!;
        if (File.Exists(folder))
        {
            throw new InputException($"--output {folder} is a file; give a folder");
        }

        if (!options.Force && Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
        {
            throw new InputException($"--output {folder} is not empty; give another folder, or --force to replace the model in it");
        }

        TorchEngine.Start(options.Threads);
        TinyModelRecipe recipe = new() { Seed = options.Seed, Steps = options.Steps };
        TinyModelReport report = TinyModelTrainer.Train(recipe, folder, context.Progress, context.Cancellation);
        if (!context.WriteJson(() => new JsonObject
        {
            ["folder"] = folder,
            ["parameters"] = report.Parameters,
            ["training_tokens"] = report.TrainingTokens,
            ["held_out_loss"] = report.HeldOutLoss,
        }))
        {
            context.Write($"{folder}: {report.Parameters:N0} parameters, {report.TrainingTokens:N0} tokens, held-out loss {report.HeldOutLoss:F3} nats a token");
        }

        return ExitCode.Done;
    }

    internal sealed record Settings
    {
        [Option("output", "The folder for the model", Placeholder = "DIR", Required = true, RunOnly = true)]
        public string? Output { get; init; }

        [Option("force", "Replace the model that is in --output", RunOnly = true)]
        public bool Force { get; init; }

        [Option("seed", "The seed of the text, the first weights and the order of documents", Min = 0)]
        public int Seed { get; init; }

        [Option("steps", "How many updates to make; fewer give a worse model sooner", Min = 1)]
        public int Steps { get; init; } = new TinyModelRecipe().Steps;

        [Option("threads", "CPU threads; another number of threads rounds otherwise and so gives another file", Min = 1)]
        public int Threads { get; init; } = 2;
    }
}
