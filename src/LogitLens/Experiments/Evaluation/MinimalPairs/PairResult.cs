using LogitLens.Datasets;
using LogitLens.Statistics;

namespace LogitLens.Experiments.Evaluation;

/// <summary>The summary of minimal pairs.</summary>
internal sealed record PairResult
{
    /// <summary>The share that guessing gets right.</summary>
    public const double Chance = 0.5;

    public TaskKind Task { get; init; } = TaskKind.MinimalPairs;
    public required PairGroup Overall { get; init; }

    /// <summary>The plain mean of the paradigms' accuracies, as BLiMP reports it, with its bootstrap interval over paradigms.</summary>
    public required Estimate MeanOfParadigms { get; init; }

    public IReadOnlyList<PairGroup> Paradigms { get; init; } = [];

    /// <summary>Each phenomenon; empty where the files name none.</summary>
    public IReadOnlyList<PairGroup> Phenomena { get; init; } = [];

    public IReadOnlyList<string> Notes { get; init; } = [];
}

/// <summary>Some pairs together.</summary>
/// <param name="Name">What they are.</param>
/// <param name="Accuracy">The share whose acceptable sentence is the more probable one.</param>
/// <param name="Margin">The acceptable sentence's log-probability less the other's, in nats.</param>
internal sealed record PairGroup(string Name, int N, Proportion Accuracy, Estimate Margin);
