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

    public GoldenModel(string name)
    {
        Case = GoldenCase.Open(name);
        TorchEngine.Start();
        Transformer = ModelFiles.Open(Case.Folder, name).Load(ScalarType.Float32, new Device("cpu"));
        _expected = SafetensorsFile.Open(Path.Combine(Case.Folder, "expected.safetensors"));
    }

    public GoldenCase Case { get; }

    public Transformer Transformer { get; }

    /// <summary>A reference activation by its name in expected.safetensors, in row-major order.</summary>
    public float[] Reference(string name) => MemoryMarshal.Cast<byte, float>(_expected.ReadBytes(_expected.Tensors[name])).ToArray();

    public long[] ReferenceShape(string name) => _expected.Tensors[name].Shape;

    public void Dispose()
    {
        _expected.Dispose();
        Transformer.Dispose();
    }
}
