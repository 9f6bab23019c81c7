using System.Runtime.InteropServices;
using LogitLens.Engine;
using LogitLens.Experiments;
using LogitLens.Options;
using LogitLens.Runs;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Experiments.Inputs;

public sealed class ModelSourceTests
{
    [Theory]
    [InlineData("auto", true, "cuda:0")]
    [InlineData("auto", false, "cpu")]
    [InlineData("cpu", true, "cpu")]
    [InlineData("cuda:1", true, "cuda:1")]
    public void A_device_is_what_the_machine_has(string option, bool cuda, string expected) =>
        Assert.Equal(expected, ModelSource.DeviceFor(option, Engine(cuda)).ToString());

    [Fact]
    public void A_device_that_is_not_there_is_refused()
    {
        InputException error = Assert.Throws<InputException>(() => ModelSource.DeviceFor("cuda", Engine(cuda: false)));

        Assert.Equal(
            "--device cuda: this libtorch (2.10) sees no CUDA device; leave it out to compute on the CPU (docs/gpu.md says what a GPU needs)", error.Message);
    }

    [Fact]
    public void By_default_batches_are_planned_for_the_gpu_where_there_is_one()
    {
        RunOptions run = new();
        string byDefault = new ModelOptions().Engine.Device;

        int onGpu = new LengthBatches(SmallModel.Config, run, ModelSource.DeviceFor(byDefault, Engine(cuda: true))).MostTokens;
        int onCpu = new LengthBatches(SmallModel.Config, run, ModelSource.DeviceFor(byDefault, Engine(cuda: false))).MostTokens;

        Assert.True(onGpu > onCpu, $"{onGpu} tokens on a GPU, {onCpu} on a CPU");
    }

    [Fact]
    public void A_model_that_does_not_fit_into_memory_is_told_in_a_line()
    {
        ModelSource source = ModelSource.Find(new ModelOptions { Model = GoldenCase.FolderOf("odd-shape") }, SilentProgress.Instance);
        const string Reason = "[enforce fail at alloc_cpu.cpp:66] . DefaultCPUAllocator: can't allocate memory: you tried to allocate 8589934592 bytes.";

#pragma warning disable CA2201 // the type that TorchSharp throws
        ExternalException failure = new($"{Reason}\nframe #0: a trace");
#pragma warning restore CA2201

        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => source.Load(_ => throw failure, () => ""));

        Assert.EndsWith($"does not fit into the memory that there is; --dtype bf16 takes half the memory: {Reason}", error.Message, StringComparison.Ordinal);
    }

    private static EngineInfo Engine(bool cuda) => new("system", "2.10", null, null, 1, cuda, []);
}
