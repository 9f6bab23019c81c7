using LogitLens.Checkpoints.Downloads;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Checkpoints.Downloads;

public sealed class FileLockTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_second_gets_the_lock_when_the_first_lets_go()
    {
        FileLock first = await FileLock.AcquireAsync(_folder.File("locks/a.lock"), default);
        Task<FileLock> second = FileLock.AcquireAsync(_folder.File("locks/a.lock"), default);
        await Task.Delay(250);
        Assert.False(second.IsCompleted);

        first.Dispose();

        (await second).Dispose();
    }

    [Fact]
    public async Task Waiting_can_be_cancelled()
    {
        using FileLock held = await FileLock.AcquireAsync(_folder.File("a.lock"), default);
        using var cancellation = new CancellationTokenSource(50);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => FileLock.AcquireAsync(_folder.File("a.lock"), cancellation.Token));
    }

    [Fact]
    public async Task An_error_that_is_not_another_holder_is_an_error() =>
        await Assert.ThrowsAnyAsync<Exception>(() => FileLock.AcquireAsync(_folder.Path, default));
}
