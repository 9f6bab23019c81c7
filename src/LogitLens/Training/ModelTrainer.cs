using LogitLens.Models;

namespace LogitLens.Training;

/// <summary>
/// Trains a model's weights in place. The same weights, batches, options and number of threads give the same result bit for bit;
/// so does a run that was saved and resumed, since batches and dropout follow from the step alone.
/// </summary>
public sealed class ModelTrainer : IDisposable
{
    private readonly Transformer _transformer;
    private readonly ITrainingBatches _batches;
    private readonly TrainingOptions _options;
    private readonly ITrainingObjective _objective;
    private readonly ForwardHooks? _dropout;
    private readonly Tensor[] _parameters;
    private readonly AdamW _optimizer;

    /// <summary>Makes ready to train; the transformer stays the caller's.</summary>
    /// <param name="transformer">The model to train, in float32.</param>
    /// <param name="batches">What to learn from: sequences that are no longer than the context and one token.</param>
    /// <param name="options">How to train.</param>
    /// <param name="objective">What to make smaller; the next tokens' loss when not given.</param>
    public ModelTrainer(Transformer transformer, ITrainingBatches batches, TrainingOptions options, ITrainingObjective? objective = null)
    {
        _transformer = transformer;
        _batches = batches;
        _options = options;
        _objective = objective ?? new NextTokenObjective();
        _dropout = Dropout.Of(transformer.Config.Layers, options.Dropout);
        (string Name, Tensor Value)[] trained = [.. transformer.Weights.Parameters.Where(parameter => options.Trains?.Invoke(parameter.Name) ?? true)];
        _parameters = [.. trained.Select(parameter => parameter.Value)];
        _optimizer = new AdamW(trained, options.AdamW);
        foreach (Tensor parameter in _parameters)
        {
            parameter.requires_grad = true;
        }
    }

    /// <summary>Steps done so far, those before a resumption included.</summary>
    public int StepsDone => (int)_optimizer.Steps;

    /// <summary>How many weights are trained.</summary>
    public long TrainedParameters => _parameters.Sum(parameter => parameter.numel());

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
    /// <exception cref="InputException">The loss or the gradients are no longer finite: training has diverged.</exception>
    public TrainingStep Step()
    {
        using DisposeScope scope = NewDisposeScope();
        int step = StepsDone;
        IReadOnlyList<TrainingSequence> batch = _batches.OfStep(step);
        double learningRate = _options.Schedule.At(step);
        if (_dropout is not null)
        {
            manual_seed(new SeededRandom(_options.Seed, $"dropout of step {step}").Next(int.MaxValue));
        }

        double loss = AccumulateGradients(batch);
        double norm = Gradients.Clip(_parameters, _options.ClipNorm);
        if (!double.IsFinite(loss) || !double.IsFinite(norm))
        {
            throw new InputException(
                FormattableString.Invariant($"step {step + 1}: the loss is {loss} and the gradients' norm {norm}: training has diverged; ")
                + "take a lower learning rate, a warm-up or clipping");
        }

        _optimizer.Step(learningRate);
        Gradients.Clear(_parameters);
        return new TrainingStep(step + 1, loss, norm, learningRate, batch.Sum(sequence => (long)sequence.InputLength));
    }

    /// <summary>The mean loss on sequences that are kept apart, without dropout, in nats a token, or a text where classes are predicted.</summary>
    public double Evaluate(IReadOnlyList<TrainingSequence> sequences) => _objective.Mean(_transformer, sequences, _options.TokensAtOnce);

    /// <summary>Writes weights and optimizer state, for <see cref="Resume"/>; the file appears whole or not at all.</summary>
    /// <param name="path">The file.</param>
    /// <param name="besides">What else a run has to keep, by name; float32 or float64.</param>
    public void Save(string path, IReadOnlyList<(string Name, Tensor Value)>? besides = null) =>
        TrainingCheckpoint.Save(path, _transformer.Weights, _optimizer, besides ?? []);

    /// <summary>Takes up the weights and the optimizer state of a run with the same model, batches and options.</summary>
    /// <param name="path">The file.</param>
    /// <param name="besides">Where what else was kept goes, by name.</param>
    /// <exception cref="InputException">The file is missing, damaged, or another model's.</exception>
    public void Resume(string path, IReadOnlyList<(string Name, Tensor Value)>? besides = null) =>
        TrainingCheckpoint.Load(path, _transformer.Weights, _optimizer, besides ?? []);

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
        using ModelWeights? cast = _options.ComputeType == ScalarType.Float32 ? null : Cast();
        Transformer model = cast is null ? _transformer : new Transformer(_transformer.Config, cast);
        foreach (IReadOnlyList<TrainingSequence> part in MicroBatches.Cut(batch, _options.TokensAtOnce, _options.SequencesAtOnce))
        {
            using DisposeScope scope = NewDisposeScope();
            long before = FloatOperations.Count;
            Tensor mean = _objective.Sum(model, part, _dropout).mul(1 / weight);
            mean.backward();
            FloatOperations.AddBackward(FloatOperations.Count - before);
            loss += mean.item<float>();
        }

        return loss;
    }

    // Copies in the type of the computation; their gradients arrive at the weights themselves.
    private ModelWeights Cast()
    {
        Dictionary<string, Tensor> master = _transformer.Weights.Parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Value);
        return ModelWeights.Create(_transformer.Config, (name, _) => master[name].to(_options.ComputeType));
    }
}
