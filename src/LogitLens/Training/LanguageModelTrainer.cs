using LogitLens.Models;

namespace LogitLens.Training;

/// <summary>What one step of training saw.</summary>
/// <param name="Number">The step's number, from 1.</param>
/// <param name="Loss">The mean loss of its batch before the update, in nats a token.</param>
/// <param name="GradientNorm">The gradients' global norm before clipping.</param>
/// <param name="LearningRate">The learning rate.</param>
/// <param name="Tokens">The tokens that it took in, padding not counted.</param>
public sealed record TrainingStep(int Number, double Loss, double GradientNorm, double LearningRate, long Tokens);

/// <summary>
/// Trains a model's weights in place. The same weights, batches, options and number of threads give the same result bit for bit;
/// so does a run that was saved and resumed.
/// </summary>
public sealed class LanguageModelTrainer : IDisposable
{
    private readonly Transformer _transformer;
    private readonly ITrainingBatches _batches;
    private readonly TrainingOptions _options;
    private readonly Tensor[] _parameters;
    private readonly AdamW _optimizer;

    /// <summary>Makes ready to train; the transformer stays the caller's.</summary>
    /// <param name="transformer">The model to train.</param>
    /// <param name="batches">What to learn from: sequences that are no longer than the context and one token.</param>
    /// <param name="options">How to train.</param>
    public LanguageModelTrainer(Transformer transformer, ITrainingBatches batches, TrainingOptions options)
    {
        _transformer = transformer;
        _batches = batches;
        _options = options;
        _parameters = [.. transformer.Weights.Parameters.Select(parameter => parameter.Value)];
        _optimizer = new AdamW(transformer.Weights.Parameters, options.AdamW);
        foreach (Tensor parameter in _parameters)
        {
            parameter.requires_grad = true;
        }
    }

    /// <summary>Steps done so far, those before a resumption included.</summary>
    public int StepsDone => (int)_optimizer.Steps;

    /// <summary>Trains until the schedule's last step.</summary>
    /// <param name="report">Hears of each step.</param>
    /// <param name="cancellation">Asks to stop between two steps.</param>
    /// <exception cref="OperationCanceledException">Training was asked to stop; what was done so far can be saved.</exception>
    public void Run(Action<TrainingStep>? report = null, CancellationToken cancellation = default)
    {
        while (StepsDone < _options.Schedule.Steps)
        {
            cancellation.ThrowIfCancellationRequested();
            TrainingStep step = Step();
            report?.Invoke(step);
        }
    }

    /// <summary>Does one step: the gradients of a batch, clipped, and an update.</summary>
    public TrainingStep Step()
    {
        using DisposeScope scope = NewDisposeScope();
        int step = StepsDone;
        IReadOnlyList<TrainingSequence> batch = _batches.OfStep(step);
        double learningRate = _options.Schedule.At(step);

        double loss = AccumulateGradients(batch);
        double norm = Gradients.Clip(_parameters, _options.ClipNorm);
        _optimizer.Step(learningRate);
        Gradients.Clear(_parameters);
        return new TrainingStep(step + 1, loss, norm, learningRate, batch.Sum(sequence => (long)sequence.InputLength));
    }

    /// <summary>The mean loss on sequences that are kept apart, in nats a token.</summary>
    public double Evaluate(IReadOnlyList<TrainingSequence> sequences) => LanguageModelLoss.Mean(_transformer, sequences, _options.TokensAtOnce);

    /// <summary>Writes weights and optimizer state, for <see cref="Resume"/>; the file appears whole or not at all.</summary>
    public void Save(string path) => TrainingCheckpoint.Save(path, _transformer.Weights, _optimizer);

    /// <summary>Takes up the weights and the optimizer state of a run with the same model, batches and options.</summary>
    /// <exception cref="InputException">The file is missing, damaged, or another model's.</exception>
    public void Resume(string path) => TrainingCheckpoint.Load(path, _transformer.Weights, _optimizer);

    /// <summary>Frees the optimizer's state and makes the weights plain again.</summary>
    public void Dispose()
    {
        _optimizer.Dispose();
        Gradients.Clear(_parameters);
        foreach (Tensor parameter in _parameters)
        {
            parameter.requires_grad = false;
        }
    }

    private double AccumulateGradients(IReadOnlyList<TrainingSequence> batch)
    {
        double weight = batch.Sum(sequence => sequence.TotalWeight);
        double loss = 0;
        foreach (IReadOnlyList<TrainingSequence> part in MicroBatches.Cut(batch, _options.TokensAtOnce))
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor mean = LanguageModelLoss.Sum(_transformer, part).mul(1 / weight);
            mean.backward();
            loss += mean.item<float>();
        }

        return loss;
    }
}
