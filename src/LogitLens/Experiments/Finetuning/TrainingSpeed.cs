using System.Diagnostics;
using LogitLens.Training;

namespace LogitLens.Experiments.Finetuning;

/// <summary>What is shown of training while it goes on: a loss that does not jump from batch to batch, and tokens a second.</summary>
internal sealed class TrainingSpeed
{
    private const double Memory = 0.9;
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private double? _loss;
    private long _tokens;

    /// <summary>"loss 0.312, 4,100 tokens/s".</summary>
    public string After(TrainingStep step)
    {
        _loss = _loss is { } before ? (Memory * before) + ((1 - Memory) * step.Loss) : step.Loss;
        _tokens += step.Tokens;
        return string.Create(CultureInfo.InvariantCulture, $"loss {_loss:0.000}, {_tokens / _clock.Elapsed.TotalSeconds:N0} tokens/s");
    }
}
