using System.Runtime.InteropServices;
using LogitLens.Checkpoints;
using LogitLens.Experiments.Evaluation;
using LogitLens.Models;
using LogitLens.Training;

namespace LogitLens.Experiments.Finetuning;

/// <summary>One model while it is trained: its steps, its evaluations, the best of them, and all that a checkpoint has to hold.</summary>
internal sealed class ModelInTraining : IDisposable
{
    private const string ProgressName = "progress";
    private const string BestPrefix = "best/";

    private readonly Transformer _model;
    private readonly FinetuneData _data;
    private readonly LearningOptions _choices;
    private readonly ModelTrainer _trainer;
    private readonly Tensor _progress = zeros([5], ScalarType.Float64).DetachFromDisposeScope();
    private readonly IReadOnlyList<(string Name, Tensor Value)> _best;

    /// <summary>Makes ready to train weights that are in place already.</summary>
    /// <param name="model">The model.</param>
    /// <param name="number">Which of several models it is, from 1.</param>
    /// <param name="data">The data.</param>
    /// <param name="choices">How to train.</param>
    /// <param name="trainer">What makes the steps; this disposes of it.</param>
    public ModelInTraining(Transformer model, int number, FinetuneData data, LearningOptions choices, ModelTrainer trainer)
    {
        (_model, Number, _data, _choices, _trainer) = (model, number, data, choices, trainer);
        _best = KeepsBest
            ? [.. model.Weights.Parameters.Select(parameter => (BestPrefix + parameter.Name, zeros(parameter.Value.shape).DetachFromDisposeScope()))]
            : [];
        this[Progress.Number] = number;
    }

    // What a checkpoint holds beside weights and optimizer, as numbers.
    private enum Progress
    {
        Number,
        BestStep,
        BestValue,
        WithoutBetter,
        Stopped,
    }

    /// <summary>Which of several models it is, from 1.</summary>
    public int Number { get; }

    /// <summary>Steps made.</summary>
    public int Steps => _trainer.StepsDone;

    /// <summary>Weights that are trained.</summary>
    public long TrainedParameters => _trainer.TrainedParameters;

    /// <summary>The step whose weights are to be the model.</summary>
    public int KeptStep => KeepsBest && BestStep > 0 ? BestStep : Steps;

    /// <summary>Whether training is over before its last step.</summary>
    public bool HasStopped => this[Progress.Stopped] > 0;

    private int BestStep => (int)this[Progress.BestStep];

    private bool KeepsBest => _data.Validation is not null && _choices.Keep == KeptWeights.Best;

    private double this[Progress what]
    {
        get => MemoryMarshal.Cast<byte, double>(_progress.bytes)[(int)what];
        set => MemoryMarshal.Cast<byte, double>(_progress.bytes)[(int)what] = value;
    }

    /// <summary>Makes one step.</summary>
    public TrainingStep Step() => _trainer.Step();

    /// <summary>Evaluates on the validation data, and keeps the weights where they are the best so far.</summary>
    /// <exception cref="InvalidOperationException">There are none.</exception>
    public ValidationPoint Validate()
    {
        RowSet rows = _data.Validation ?? throw new InvalidOperationException("there is nothing to validate on");
        LabelReading[] readings = _data.Words.Count > 0 ? new ClassAnswers(_model, _data.Words).Read(rows.Rows) : [];
        double loss = LossOf(rows, readings);
        (double Accuracy, double MacroF1)? score = readings.Length == 0 ? null : ClassAnswers.Score(rows.Rows, readings, _data.Labels!.Names);
        double value = _choices.ChooseBy switch
        {
            ValidationMetric.Accuracy => score!.Value.Accuracy,
            ValidationMetric.MacroF1 => score!.Value.MacroF1,
            _ => -loss,
        };
        bool isBest = Steps > 0 && (BestStep == 0 || value > this[Progress.BestValue]);
        if (isBest)
        {
            (this[Progress.BestStep], this[Progress.BestValue], this[Progress.WithoutBetter]) = (Steps, value, 0);
            Copy(_model.Weights.Parameters, _best);
        }
        else if (Steps > 0)
        {
            this[Progress.WithoutBetter]++;
            this[Progress.Stopped] = this[Progress.WithoutBetter] >= _choices.Patience ? 1 : 0;
        }

        return new ValidationPoint(Number, Steps, loss, score?.Accuracy, score?.MacroF1, isBest);
    }

    /// <summary>The mean loss over a part of the data.</summary>
    /// <param name="rows">The part.</param>
    /// <param name="readings">What was answered to it, which with a head says the loss; empty where that was not read.</param>
    public double LossOf(RowSet rows, IReadOnlyList<LabelReading> readings) => _model.Config.Head is not null && readings.Count > 0
        ? rows.Rows.Zip(readings, (row, reading) => -reading.LabelLogProbs[row.Label!.Value]).Average()
        : _trainer.Evaluate(rows.Sequences);

    /// <summary>Puts the weights that are to be the model in place.</summary>
    public void TakeKept()
    {
        if (KeptStep != Steps)
        {
            Copy(_best, _model.Weights.Parameters);
        }
    }

    /// <summary>Writes all that the next step hangs on.</summary>
    public void Save(string path) => _trainer.Save(path, Besides);

    /// <summary>Takes it up.</summary>
    public void Resume(string path) => _trainer.Resume(path, Besides);

    /// <summary>Which of several models a checkpoint is of.</summary>
    public static int NumberIn(string path)
    {
        using Checkpoint checkpoint = SafetensorsFile.Open(path);
        return (int)BitConverter.ToDouble(checkpoint.ReadBytes(checkpoint.Tensors[ProgressName]));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _trainer.Dispose();
        _progress.Dispose();
        foreach ((_, Tensor value) in _best)
        {
            value.Dispose();
        }
    }

    private IReadOnlyList<(string Name, Tensor Value)> Besides => [(ProgressName, _progress), .. _best];

    private static void Copy(IReadOnlyList<(string Name, Tensor Value)> from, IReadOnlyList<(string Name, Tensor Value)> to)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable gradless = no_grad();
        foreach (((_, Tensor source), (_, Tensor target)) in from.Zip(to))
        {
            target.copy_(source);
        }
    }
}
