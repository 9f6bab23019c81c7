using LogitLens.Runs;

namespace LogitLens.Experiments.Finetuning;

/// <summary>The experiment <c>finetune</c>.</summary>
public static class FinetuneKind
{
    /// <summary>How it is run by name.</summary>
    public static ExperimentKind Instance { get; } = ExperimentKind.Of<FinetuneOptions>(
        "finetune",
        "Train a model on a dataset, as a language model or with a classification head, and leave it as a Hugging Face folder",
        (options, progress) => new FinetuneExperiment(options, progress)) with
    {
        Tables = [.. FinetuneTables.Declared, LensBeforeAndAfter.Declared],
        FollowUps = (options, folder, done) => ThenCommands.Of((FinetuneOptions)options, folder, done),
        FollowUpTables = LensBeforeAndAfter.Tables,
        FollowUpFigures = LensBeforeAndAfter.Figures,
        FollowUpFolder = ThenCommands.Folder,
        Examples =
        [
            new("finetune --objective head --dataset emotions --epochs 3 --learning-rate 1e-3", "a head that tells six emotions apart, on the bundled model"),
            new("finetune --objective label --steps 50 --other-text prose", "label words for reviews, and what is forgotten"),
        ],
    };
}
