using LogitLens.Models;
using LogitLens.Options;
using LogitLens.Runs;

namespace LogitLens.Experiments;

/// <summary>
/// An experiment on a model: finds the model, opens the data, says what is worth saying of both, loads and frees the model. The model's
/// files and the data are there from <see cref="Experiment.Plan"/> on, the weights once the run is loaded.
/// </summary>
/// <typeparam name="TData">The data made ready for the model.</typeparam>
/// <typeparam name="TRecord">What is found for a unit of work.</typeparam>
internal abstract class ModelExperiment<TData, TRecord, TResult>(ModelOptions model, IProgressSink progress) : Experiment<TRecord, TResult>
    where TData : class, IRunData
    where TRecord : class, IUnitRecord
    where TResult : class
{
    private ModelSource? _source;
    private TData? _data;
    private LoadedModel? _loaded;

    public sealed override RunInputs Inputs => new() { Model = _loaded?.Input, Dataset = _data?.Input, Engine = _loaded?.Engine, Files = FurtherInputs };

    /// <summary>What the run stands on beside its model, its data, and the files that its options name.</summary>
    protected virtual IReadOnlyList<FileInput> FurtherInputs => [];

    /// <summary>Where to tell what is worth telling.</summary>
    protected IProgressSink Progress => progress;

    /// <summary>The model's files: shape and tokenizer.</summary>
    protected ModelSource Source => _source ??= ModelSource.Find(model, progress);

    /// <summary>The model's shape.</summary>
    protected ModelConfig Config => Source.Files.Config;

    /// <summary>The data.</summary>
    protected TData Data => _data ??= Open(Source);

    /// <summary>The model; there once the run is loaded.</summary>
    protected Transformer Model => _loaded?.Transformer ?? throw new InvalidOperationException("the model is used before it is loaded");

    /// <summary>What figures and tables call the model.</summary>
    protected string ModelName => ShownName.Of(model.Model);

    public sealed override UnitPrompt? PromptOf(WorkUnit unit) => Data.PromptOf(unit, ids => Source.Files.Tokenizer?.Decode([.. ids]));

    public override int TokensOf(WorkUnit unit) => Data.TokensOf(unit);

    public sealed override void Load()
    {
        _loaded = LoadModel(Source);
        foreach (string note in Data.Notes)
        {
            progress.Note(note);
        }

        Prepare();
    }

    /// <summary>Reads the data and makes it ready for the model.</summary>
    /// <exception cref="InputException">Data or options are wrong; the message says which and where.</exception>
    protected abstract TData Open(ModelSource source);

    /// <summary>Reads the model.</summary>
    /// <exception cref="InputException">The weights do not fit, or the device is not there.</exception>
    protected virtual LoadedModel LoadModel(ModelSource source) => source.Load();

    /// <summary>Gets ready what else the run needs, once the model is loaded.</summary>
    protected virtual void Prepare()
    {
    }

    protected override void Dispose(bool disposing)
    {
        _loaded?.Dispose();
        base.Dispose(disposing);
    }
}
