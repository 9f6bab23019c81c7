using LogitLens.Engine;
using LogitLens.Models;
using LogitLens.Options;
using LogitLens.Runs;

namespace LogitLens.Experiments;

/// <summary>The model that a run asks for: found by its name, Hub id or folder, read when it is needed.</summary>
public sealed class ModelSource
{
    private readonly ModelOptions _options;
    private readonly IProgressSink _progress;

    private EngineInfo? _engine;

    private ModelSource(ModelOptions options, ModelFiles files, IProgressSink progress)
    {
        _options = options;
        _progress = progress;
        Files = files;
    }

    /// <summary>The model's folder, shape and tokenizer.</summary>
    public ModelFiles Files { get; }

    /// <summary>The token that goes before each text, or null.</summary>
    /// <exception cref="InputException">One is asked for and the tokenizer has none.</exception>
    public int? BosId => !_options.Bos
        ? null
        : Files.RequireTokenizer().EndOfText ?? throw new InputException($"{Files.Folder}: --bos is given, and the tokenizer has no <|endoftext|>");

    /// <summary>Where it will be computed: what batches are planned for. Starts the engine, which knows what devices there are.</summary>
    /// <exception cref="InputException">The device that is asked for is not there.</exception>
    public Device Device => DeviceFor(_options.Engine.Device, StartedEngine);

    // Started once, and its user told what there is to know of it.
    private EngineInfo StartedEngine
    {
        get
        {
            if (_engine is null)
            {
                _engine = TorchEngine.Start(_options.Engine.Threads, _options.Engine.BlasKernel);
                foreach (string notice in _engine.Notices)
                {
                    _progress.Note(notice);
                }

                RequireOpenBlas(_engine);
            }

            return _engine;
        }
    }

    /// <summary>Finds the model, fetching it first where it has to come from the Hub.</summary>
    /// <exception cref="InputException">There is no such model, or its folder is not sound.</exception>
    public static ModelSource Find(ModelOptions options, IProgressSink progress) =>
        new(options, ModelFiles.Open(ModelLocator.Find(options.Model, progress), options.Model, options.Tokenizer), progress);

    /// <summary>Starts the engine, passes on what its user should know, and reads the weights.</summary>
    /// <exception cref="InputException">The weights do not fit, or the device is not there.</exception>
    public LoadedModel Load() => Load(device => Files.Load(TypeOf(_options.DType), device), Files.WeightsSha256);

    /// <summary>Starts the engine, and takes a model that is made of the files rather than read as it is.</summary>
    /// <param name="make">Makes the model on a device.</param>
    /// <param name="origin">What stands for the hash of its weights.</param>
    /// <exception cref="InputException">The weights do not fit, or the device is not there.</exception>
    public LoadedModel Load(Func<Device, Transformer> make, Func<string> origin)
    {
        EngineInfo engine = StartedEngine;
        Device device = Device;
        RequireProducts(engine, device);
        Transformer transformer = Fitting(make, device);
        EngineInput used = new(
            engine.Provider, engine.Libtorch, device.ToString(), NameOf(_options.DType), engine.Threads,
            engine.BlasKernel is null ? engine.Blas : $"{engine.BlasKernel} ({engine.Blas})");
        string? tokenizer = Files.Tokenizer is null ? null : _options.Tokenizer ?? Files.Id;
        return new LoadedModel(transformer, new ModelInput(Files.Id, origin(), tokenizer, _options.Bos), used);
    }

    /// <summary>Reads what another model makes logits by, to compute with beside this one.</summary>
    /// <param name="other">The other model.</param>
    /// <exception cref="InputException">Its weights do not fit.</exception>
    public Transformer LoadReadout(ModelFiles other) => other.LoadReadout(TypeOf(_options.DType), Device);

    /// <summary>What <c>--device</c> means on this machine.</summary>
    internal static Device DeviceFor(string option, EngineInfo engine)
    {
        if (option.StartsWith("cuda", StringComparison.Ordinal) && !engine.Cuda)
        {
            throw new InputException(
                $"--device {option}: this libtorch ({engine.Libtorch}) sees no CUDA device; leave it out to compute on the CPU (docs/gpu.md says what a GPU "
                + "needs)");
        }

        return new Device(option == "auto" ? engine.Cuda ? "cuda:0" : "cpu" : option);
    }

    private Transformer Fitting(Func<Device, Transformer> make, Device device)
    {
        try
        {
            return make(device);
        }
        catch (Exception e) when (OutOfMemory.Is(e))
        {
            string half = _options.DType == DType.Float32 ? "; --dtype bf16 takes half the memory" : "";
            throw new InvalidOperationException($"{Files.Id} does not fit into the memory that there is{half}: {e.Message.Split('\n')[0].Trim()}", e);
        }
    }

    private void RequireOpenBlas(EngineInfo engine)
    {
        if (_options.Engine.BlasKernel != "inherit" && engine.BlasKernel is null)
        {
            throw new InputException(
                $"--blas-kernel {_options.Engine.BlasKernel}: this libtorch ({engine.Libtorch}) does not compute with OpenBLAS; leave it out");
        }
    }

    private void RequireProducts(EngineInfo engine, Device device)
    {
        if (!MatrixProducts.AreThere(TypeOf(_options.DType), device))
        {
            throw new InputException(
                $"--dtype {NameOf(_options.DType)}: this libtorch ({engine.Libtorch}) has no matrix product of that type on {device}; use f32, or bf16 to "
                + "save memory");
        }
    }

    /// <summary>The tensors' type that an option means.</summary>
    internal static ScalarType TypeOf(DType type) => type switch
    {
        DType.BFloat16 => ScalarType.BFloat16,
        DType.Float16 => ScalarType.Float16,
        _ => ScalarType.Float32,
    };

    private static string NameOf(DType type) => type switch
    {
        DType.BFloat16 => "bf16",
        DType.Float16 => "fp16",
        _ => "f32",
    };
}

/// <summary>A model ready to compute.</summary>
/// <param name="Transformer">The model.</param>
/// <param name="Input">What run.json says of it.</param>
/// <param name="Engine">What run.json says of what computes.</param>
public sealed record LoadedModel(Transformer Transformer, ModelInput Input, EngineInput Engine) : IDisposable
{
    /// <summary>Frees the model.</summary>
    public void Dispose() => Transformer.Dispose();
}
