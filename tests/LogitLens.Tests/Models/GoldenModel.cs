using System.Runtime.InteropServices;
using LogitLens.Checkpoints;
using LogitLens.Engine;
using LogitLens.Models;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Models;

/// <summary>A golden case with its model loaded and its reference activations at hand.</summary>
internal sealed class GoldenModel : IDisposable
{
    private readonly Checkpoint _expected;
    private readonly Lazy<Transformer> _exact;

    public GoldenModel(string name)
    {
        Case = GoldenCase.Open(name);
        TorchEngine.Start();
        Transformer = ModelFiles.Open(Case.Folder, name).Load(ScalarType.Float32, new Device("cpu"));
        _exact = new(() => Float64.Of(Transformer));
        _expected = SafetensorsFile.Open(Path.Combine(Case.Folder, "expected.safetensors"));
    }

    public GoldenCase Case { get; }

    public Transformer Transformer { get; }

    /// <summary>The same model in float64, for what the references do not have.</summary>
    public Transformer Exact => _exact.Value;

    /// <summary>A reference activation by its name in expected.safetensors, in row-major order.</summary>
    public double[] Reference(string name) =>
        [.. MemoryMarshal.Cast<byte, float>(_expected.ReadBytes(_expected.Tensors[name])).ToArray().Select(value => (double)value)];

    public long[] ReferenceShape(string name) => _expected.Tensors[name].Shape;

    public void Dispose()
    {
        _expected.Dispose();
        if (_exact.IsValueCreated)
        {
            _exact.Value.Dispose();
        }

        Transformer.Dispose();
    }
}
