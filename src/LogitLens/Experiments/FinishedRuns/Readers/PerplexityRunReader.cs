using LogitLens.Experiments.Evaluation;
using LogitLens.Experiments.Evaluation.Perplexity;
using LogitLens.Runs;

namespace LogitLens.Experiments.FinishedRuns.Readers;

/// <summary>Reads perplexities of <c>evaluate</c>. Windows of one text are not independent examples, so there is nothing to test.</summary>
internal sealed class PerplexityRunReader : IRunReader
{
    /// <inheritdoc/>
    public IExperimentKind Kind => EvaluateKind.Instance;

    /// <inheritdoc/>
    public string? Task => "perplexity";

    /// <inheritdoc/>
    public RunMeasurements Read(FinishedRun run)
    {
        PerplexityResult result = run.Result<PerplexityResult>();
        return new RunMeasurements([])
        {
            Totals = [new("loss", result.Loss), new("perplexity", result.Perplexity), new("bits_per_byte", result.BitsPerByte)],
        };
    }
}
