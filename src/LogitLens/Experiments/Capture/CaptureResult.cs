using LogitLens.Runs;
using LogitLens.Statistics;

namespace LogitLens.Experiments.Capture;

/// <summary>What is recorded of one sequence beside its tensors.</summary>
internal sealed record CaptureRecord : IUnitRecord
{
    public required string Id { get; init; }
    public int Tokens { get; init; }

    /// <summary>The root mean square of each site's activation, over all of its finite numbers; [site].</summary>
    public double[] RootMeanSquares { get; init; } = [];
}

/// <summary>The summary of <c>interp capture</c>.</summary>
internal sealed record CaptureResult
{
    public required string Output { get; init; }
    public int Tensors { get; init; }
    public int N { get; init; }

    /// <summary>Their tokens together.</summary>
    public int Tokens { get; init; }

    public IReadOnlyList<CapturedSite> Sites { get; init; } = [];
    public IReadOnlyList<string> Notes { get; init; } = [];
}

/// <summary>One site over all sequences.</summary>
/// <param name="RootMeanSquare">The root mean square of a sequence's activation, mean over sequences.</param>
internal sealed record CapturedSite(string Site, Estimate RootMeanSquare);
