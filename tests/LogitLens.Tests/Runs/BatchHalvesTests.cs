using System.Runtime.InteropServices;
using LogitLens.Runs;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Runs;

public sealed class BatchHalvesTests : IDisposable
{
    private const string Cpu =
        "[enforce fail at alloc_cpu.cpp:66] . DefaultCPUAllocator: can't allocate memory: you tried to allocate 8589934592 bytes. Error code 12 (Cannot "
        + "allocate memory)";

    private const string Gpu = "CUDA out of memory. Tried to allocate 20.00 GiB (GPU 0; 79.11 GiB total capacity)";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(Cpu, 2)]
    [InlineData(Cpu, 1)]
    [InlineData(Gpu, 3)]
    public void Batches_that_do_not_fit_are_computed_in_halves_and_the_records_are_those_of_the_plan(string message, int most)
    {
        List<int> sizes = [];
        FakeRuns.Run(_folder.File("whole"));

        FakeRuns.Run(_folder.File("small"), hooks: new FakeHooks { Computing = batch => Fail(batch, most, message, sizes) });

        Assert.All(sizes, size => Assert.InRange(size, 1, most));
        string[] Ids(string run) => [.. File.ReadLines(_folder.File($"{run}/records.jsonl")).Select(line => line.Split('"')[3])];
        Assert.Equal(Ids("whole"), Ids("small"));
        Assert.Contains("so they are computed in halves", File.ReadAllText(_folder.File("small/log.txt")), StringComparison.Ordinal);
    }

    [Fact]
    public void One_unit_that_does_not_fit_ends_the_run_which_keeps_the_others()
    {
        int done = 0;
        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => FakeRuns.Run(_folder.File("run"), hooks: new FakeHooks
        {
            Computing = batch =>
            {
                if (++done > 2)
                {
                    throw Failure(Cpu);
                }
            },
        }));

        Assert.StartsWith("'example-8' alone does not fit into memory: [enforce fail", error.Message, StringComparison.Ordinal);
        Assert.Equal(RunState.Failed, RunManifest.Load(_folder.File("run")).State);
        Assert.Equal(8, File.ReadLines(_folder.File("run/records.jsonl")).Count());
    }

    [Fact]
    public void Another_failure_of_the_engine_is_none_of_memory() => Assert.Throws<ExternalException>(() =>
        FakeRuns.Run(_folder.File("run"), hooks: new FakeHooks { Computing = _ => throw Failure("shapes do not match") }));

#pragma warning disable CA2201 // the type that TorchSharp throws
    private static ExternalException Failure(string message) => new(message);
#pragma warning restore CA2201

    private static void Fail(WorkBatch batch, int most, string message, List<int> sizes)
    {
        if (batch.Units.Count > most)
        {
            throw Failure(message);
        }

        sizes.Add(batch.Units.Count);
    }
}
